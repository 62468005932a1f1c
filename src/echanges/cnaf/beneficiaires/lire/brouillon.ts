import type { AdresseFlux, DitParLaCaisse, FoyerFlux, PersonneFlux, SanctionFlux } from './foyer-flux.ts'

export type Activite = NonNullable<PersonneFlux['activite']>

/** A household being read: what is already sure, and the values of the block that is still open. */
export type Brouillon = {
  foyer: FoyerFlux
  personne: PersonneFlux
  activite: Activite
  adresse: AdresseFlux
  rangAdresse: number
  enFrance: boolean
  prestation: string // NATPREST of the block being read
  roleRsa: string // ROLEPERS of the person being read where NATPREST = RSA
  rolePfa: string // the same where NATPREST = PFA
  /** ROLEPERS of each person read so far for the RSA, in order: VRSD says it without telling claimant from spouse. */
  codesRsa: string[]
  caf: DitParLaCaisse
  sanction: SanctionFlux
  motifs: string[] // reasons of the event being read
  sousLeSeuil: boolean // TOPMTINFSEUIRSA
  etatLu: boolean
  personnesRsa: number
  adultesRsa: number
  demandeurs: number
  motif: string
  organisme: string
  numero: string
  jour: string
  heure: string
}

/** A blank household found on this line. */
export function unBrouillon(ligne: number): Brouillon {
  return {
    foyer: {
      ligne,
      empreinte: '',
      tranche: null,
      numeroDemandeRsa: '',
      dateDemande: '',
      organisme: 'CAF',
      numeroOrganisme: '',
      matricule: '',
      cedant: null,
      prenant: null,
      etatDossier: '0',
      refus: null,
      attente: null,
      ouverture: null,
      suspensions: [],
      fin: null,
      sansDomicileFixe: false,
      autresPersonnesACharge: null,
      origineDemande: '',
      dateOrigineDemande: null,
      situationFamiliale: '',
      situationFamilialeDepuis: '',
      adresse: null,
      montantCentimes: null,
      evenements: [],
      personnes: [],
    },
    personne: unePersonne(),
    activite: uneActivite(),
    adresse: uneAdresse(),
    rangAdresse: 0,
    enFrance: false,
    prestation: '',
    roleRsa: '',
    rolePfa: '',
    codesRsa: [],
    caf: RIEN_DE_PLUS,
    sanction: uneSanction('sanction'),
    motifs: [],
    sousLeSeuil: false,
    etatLu: false,
    personnesRsa: 0,
    adultesRsa: 0,
    demandeurs: 0,
    motif: '',
    organisme: '',
    numero: '',
    jour: '',
    heure: '',
  }
}

export function uneActivite(): Activite {
  return { regime: null, code: '', debut: '', fin: null, contrat: null }
}

export function unePersonne(): PersonneFlux {
  return {
    role: 'AUT',
    aCharge: false,
    qualite: null,
    nom: '',
    nomNaissance: '',
    prenom: '',
    dateNaissance: '',
    precisionNaissance: null,
    communeNaissance: null,
    nir: null,
    nirRefus: null,
    nirCertifie: false,
    sexe: '1',
    responsableDossier: false,
    debutRattachement: null,
    numeroDemandePrecedente: null,
    identifiantFranceTravail: null,
    soumisDroitsDevoirs: null,
    entrantDroitsDevoirs: null,
    activite: null,
    deces: null,
    caf: null,
  }
}

export function uneAdresse(): AdresseFlux {
  return {
    complementIdentification: null,
    complement: null,
    numeroVoie: null,
    typeVoie: null,
    voie: null,
    lieuDit: null,
    codeInsee: null,
    codePostal: null,
    commune: null,
    depuis: null,
    type: '',
  }
}

/** What a person's file holds before a VRSD flow says anything more of her. */
export const RIEN_DE_PLUS: DitParLaCaisse = Object.freeze({
  soumisDu: null,
  soumisAu: null,
  protection: null,
  contrat: null,
  sanctions: [],
})

export function uneSanction(genre: SanctionFlux['genre']): SanctionFlux {
  return {
    genre,
    debut: null,
    fin: null,
    motif: null,
    niveau: null,
    tauxPoints: null,
    montantDemandeCentimes: null,
    referenceLe: null,
    montantReferenceCentimes: null,
    composition: null,
    montantAvantPlafondCentimes: null,
    montantAppliqueCentimes: null,
    leveeLe: null,
    leveeMotif: null,
  }
}
