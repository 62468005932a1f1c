export type Version = 'VRSB0801' | 'VRSD0301' | 'VRSD0101'

/**
 * One RSA household as a CNAF/CCMSA beneficiaries flow tells it, whatever the flow's version. Codes are trimmed; empty strings are
 * null; dates 'YYYY-MM-DD'.
 */
export type FoyerFlux = {
  ligne: number // line of <InfosFoyerRSA> in the file, 1-based
  empreinte: string // base64 SHA-256 of the household's content: same content, same value (independent of spaces between elements)
  tranche: string | null // fingerprint of its very bytes, null when it couldn't be cut out of the file
  numeroDemandeRsa: string // NUMDEMRSA
  dateDemande: string // DTDEMRSA
  organisme: 'CAF' | 'MSA' // FONORG
  numeroOrganisme: string // NUMORG
  matricule: string // MATRICULE
  cedant: { organisme: string; numero: string; date: string } | null // OrganismeCedant, DDARRMUT
  prenant: { organisme: string; numero: string; date: string } | null // OrganismePrenant, DDDEPAMUT
  etatDossier: '0' | '1' | '2' | '3' | '4' | '5' | '6' // ETATDOSRSA
  refus: { motif: string; date: string } | null
  attente: { motif: string | null; date: string | null } | null // VRSD0101: EnAttente
  ouverture: { motif: string | null; date: string | null } | null // VRSD: DroitOuvert
  suspensions: { nature: 'droit' | 'versement'; motif: string; debut: string }[] // debut: '' when the flow doesn't say it
  fin: { motif: string; date: string } | null // FinDroit, else FinDroitMoisAnterieur
  sansDomicileFixe: boolean // TOPSANSDOMFIXE
  autresPersonnesACharge: number | null // NBENFAUTCHA
  origineDemande: string // ORIDEMRSA
  dateOrigineDemande: string | null // DTORIDEMRSA
  situationFamiliale: string // SITFAM
  situationFamilialeDepuis: string // DDSITFAM
  adresse: AdresseFlux | null // RGADR 01, France; null outside France or absent
  montantCentimes: number | null // MTTOTDRORSA in euro cents
  evenements: { date: string; heure: string; fait: string }[] // Evenement DTLIQ HEULIQ (HH:MM:SS) FG
  personnes: PersonneFlux[]
}
export type AdresseFlux = {
  complementIdentification: string | null
  complement: string | null
  numeroVoie: string | null
  typeVoie: string | null
  voie: string | null
  lieuDit: string | null
  codeInsee: string | null
  codePostal: string | null
  commune: string | null
  depuis: string | null
  type: string
}
export type PersonneFlux = {
  role: 'DEM' | 'CJT' | 'ENF' | 'AUT' | 'RDO' // ROLEPERS where NATPREST = RSA
  aCharge: boolean // TOPCHAPERS where NATPREST = RSA
  qualite: string | null // QUAL: MME, MR
  nom: string
  nomNaissance: string
  prenom: string // NOM NOMNAI PRENOM (nomNaissance may be '': the XSD lets it be blank)
  dateNaissance: string
  precisionNaissance: string | null // DTNAI TYPEDTNAI (N known, J day unknown, O day and month unknown)
  communeNaissance: string | null // NOMCOMNAI
  nir: string | null // 13 characters (key dropped), upper case; null when absent or no NIR
  nirRefus: string | null // why what stands there is no NIR: no reason to refuse a household
  nirCertifie: boolean // TOPVALIEC
  sexe: '1' | '2'
  responsableDossier: boolean // TOPRESPDOS
  debutRattachement: string | null // DDRATDOS
  numeroDemandePrecedente: string | null // NUMDEMRSAPRECE
  identifiantFranceTravail: string | null // IDASSEDIC
  soumisDroitsDevoirs: boolean | null // TOPPERSDRODEVORSA; null when the block is absent
  entrantDroitsDevoirs: boolean | null // TOPPERSENTDRODEVORSA
  // the running one (no DFACT) else the latest; code: ACT, or STATUEMPL in VRSD
  activite: { regime: string | null; code: string; debut: string; fin: string | null; contrat: string | null } | null
  deces: string | null // VRSD: DTDC
  caf: DitParLaCaisse | null // VRSD only; null when it says nothing more
}
/** What VRSD flows tell of a person beside her right. */
export type DitParLaCaisse = {
  soumisDu: string | null
  soumisAu: string | null // DDSOUDRODEV, DFSOUDRODEV
  protection: string | null // TYPEMESUPROT
  contrat: { type: string | null; debut: string | null; fin: string | null } | null // ContratPCGPersonneRSA
  sanctions: SanctionFlux[]
}
/** A sanction as the fund took it (SanctionPCGPersonneRSA) or a suspension for fraud (FraudePCGPersonneRSA). */
export type SanctionFlux = {
  genre: 'sanction' | 'fraude'
  debut: string | null // DDSANRSA, DDSUSRSAFRAU
  fin: string | null // DFSANRSA, DFSUSRSAFRAU
  motif: string | null // MOTISANRSA
  niveau: string | null // NIVSANRSA
  tauxPoints: number | null // TXSANRSA in hundredths of a percent
  montantDemandeCentimes: number | null // MTSANRSADEM
  referenceLe: string | null // DTREFSANRSA
  montantReferenceCentimes: number | null // MTREFSANRSA
  composition: string | null // REFCOMPOSFOYSANRSA
  montantAvantPlafondCentimes: number | null // MTSANRSAAVTPLA
  montantAppliqueCentimes: number | null // MTSANRSAAPPL
  leveeLe: string | null // DTLEVSANRSA
  leveeMotif: string | null // MOTILEVSANRSA
}
export type IdentificationFlux = {
  version: Version
  application: string
  versionApplication: string
  type: 'M' | 'I' | 'R'
  nature: string
  dateCreation: string
  heureCreation: string
  dateReference: string
}
