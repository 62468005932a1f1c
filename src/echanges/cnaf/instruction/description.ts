import type { DescriptionXml } from '../../../lecture/xml/description.ts'

/**
 * The instruction flow VIRS0901 and the collection of socio-professional data VIRD0201 (interop.md §A5), told by what is read.
 * Never read: bank details, resources, residence permits, nationality, agricultural and self-employed incomes, the free text of the
 * liaison sheet (rule of least data, domaine.md §8).
 */
const ENTETE = '-APPLIEME -NUMVERSIONAPPLIEME TYPEFLUX NATFLUX DTCREAFLUX -HEUCREAFLUX'
const SUIVI = '-SUIIRSA -NOMINS -PRENOMINS -NUMDEPINS -TYPESERINS -NUMCOMINS -NUMAGRINS'
const COORDONNEES = '-NUMVOIE -COMPLIDEADR -COMPLADR -LIBTYPEVOIE -NOMVOIE -LIEUDIST -CODEPOS NOMCOM'

/** What is said of a person to begin her journey, the same in both flows, under `personne`. */
const parcours = (personne: string): Record<string, string> => {
  const dsp = `${personne}/DonneesSocioProfessionnelles`
  return {
    [`${dsp}/GeneraliteDSPP`]: 'SITPERSDEMRSA TOPISOGROOUENF -TOPDRORSARMIANT TOPCOUVSOC',
    [`${dsp}/SituationSociale/CommunSituationSociale`]:
      'ACCOSOCFAM LIBCOORACCOSOCFAM ACCOSOCINDI LIBCOORACCOSOCINDI SOUTDEMARSOC',
    [`${dsp}/SituationSociale/DetailDifficulteSituationSociale`]: 'DIFSOC LIBAUTRDIFSOC',
    [`${dsp}/SituationSociale/DetailAccompagnementSocialFamilial`]: 'NATACCOSOCFAM LIBAUTRACCOSOCFAM',
    [`${dsp}/SituationSociale/DetailAccompagnementSocialIndividuel`]: 'NATACCOSOCINDI LIBAUTRACCOSOCINDI',
    [`${dsp}/SituationSociale/DetailDifficulteDisponibilite`]: 'DIFDISP',
    [`${dsp}/NiveauEtude`]:
      'NIVETU NIVDIPMAXOBT ANNOBTNIVDIPMAX TOPQUALIPRO LIBAUTRQUALIPRO TOPCOMPEEXTRAPRO LIBCOMPEEXTRAPRO',
    [`${dsp}/DisponibiliteEmploi`]: 'TOPENGDEMARECHEMPLOI',
    [`${dsp}/SituationProfessionnelle`]:
      'HISPRO LIBDERACT LIBSECACTDERACT CESSDERACT TOPDOMIDERACT LIBACTDOMI LIBSECACTDOMI DURACTDOMI INSCDEMEMPLOI TOPISOGRORECHEMPLOI ACCOEMPLOI LIBCOORACCOEMPLOI TOPPROJPRO LIBEMPLOIRECH LIBSECACTRECH TOPCREAREPRIENTRE CONCOFORMQUALIEMPLOI',
    [`${dsp}/Mobilite/CommunMobilite`]: 'TOPMOYLOCO TOPPERMICONDUB TOPAUTRPERMICONDU LIBAUTRPERMICONDU',
    [`${dsp}/Mobilite/DetailMobilite`]: 'NATMOB',
    [`${dsp}/DifficulteLogement/CommunDifficulteLogement`]: 'NATLOG DEMARLOG',
    [`${dsp}/DifficulteLogement/DetailDifficulteLogement`]: 'DIFLOG LIBAUTRDIFLOG',
    [`${personne}/Parcours/DeterminationParcours`]: 'NATPARCOCAL NATPARCOMOD TOPREFUPARCO MOTIMODPARCO',
    [`${personne}/Parcours/OrganismeDecisionOrientation`]: `RAISOCORGDECIORIE ${COORDONNEES} NUMTELORGDECIORIE DTRVORGDECIORIE HRRVORGDECIORIE LIBADRRVORGDECIORIE NUMTELRVORGDECIORIE`,
    [`${personne}/Orientation/OrganismeReferentOrientation`]: `RAISOCORGORIE ${COORDONNEES} NUMTELORGORIE DTRVORGORIE HRRVORGORIE LIBADRRVORGORIE NUMTELRVORGORIE`,
  }
}

const CONTACTS = 'NUMTEL NATTEL MATETEL AUTORUTITEL ADRELEC AUTORUTIADRELEC'
const D = 'InfoDemandeRSA'
const commun = { racine: 'Racine', entete: 'IdentificationFlux', enregistrement: D, fin: 'TransmissionFlux' } as const

export const VIRS0901: DescriptionXml = {
  ...commun,
  compteur: 'NBTOTDEMRSATRANSM',
  chemins: {
    IdentificationFlux: ENTETE,
    [`${D}/IdentificationRSA/Organisme`]: 'FONORG NUMORG MATRICULE -STATUDEMRSA',
    [`${D}/IdentificationRSA/Partenaire`]: '-TYPEPARTE -IDEPARTE',
    [`${D}/IdentificationRSA/DemandeRSA`]: '-DTDEMRSA NUMDEMRSA',
    [`${D}/IdentificationRSA/OrganismeCedant`]: '-',
    [`${D}/IdentificationRSA/SuiviInstruction`]: SUIVI,
    [`${D}/Personne/Identification`]:
      '-QUAL NOM NOMNAI PRENOM -PRENOM2 -PRENOM3 -NOMCOMNAI DTNAI -RGNAI -TYPEDTNAI NIR -SEXE',
    [`${D}/Personne/Nationalite`]: '-',
    [`${D}/Personne/DossierCAF`]: '-',
    [`${D}/Personne/Prestations`]: 'NATPREST ROLEPERS',
    [`${D}/Personne/Rattachement`]: '-',
    [`${D}/Personne/TitreSejour`]: '-',
    [`${D}/Personne/Ressources`]: '-',
    [`${D}/Personne/Activite`]: '-',
    [`${D}/Personne/PensionAlimentaire`]: '-',
    [`${D}/Personne/Grossesse`]: '-',
    [`${D}/Personne/InformationsAgricoles`]: '-',
    [`${D}/Personne/InformationsETI`]: '-',
    [`${D}/Personne/ConditionActivitePrealable`]: '-',
    [`${D}/Personne/SuiviAppuiOrientation`]:
      '-TOPOBLSOCPRO TOPSOUHSOCPRO SITPERSSOCPRO DTENRSOCPRO DTENRPARCO DTENRORIE',
    ...parcours(`${D}/Personne`),
    [`${D}/DonneesAdministratives/SituationFamille`]: '-',
    [`${D}/DonneesAdministratives/Adresse`]: '-',
    [`${D}/DonneesAdministratives/ElectionDomicile`]: '-',
    [`${D}/DonneesAdministratives/ModesContacts`]: CONTACTS,
    [`${D}/DonneesAdministratives/Logement`]: '-',
    [`${D}/DonneesAdministratives/Paiement`]: '-',
    [`${D}/FicheLiaison`]: '-',
    [`${D}/PrestationRSA`]: '-',
    TransmissionFlux: 'NBTOTDEMRSATRANSM',
  },
}

const R = `${D}/IdentificationRSA`
export const VIRD0201: DescriptionXml = {
  ...commun,
  compteur: 'NBTOTDEMRSATRANSM',
  chemins: {
    IdentificationFlux: ENTETE,
    [`${R}/Organisme`]: 'FONORG NUMORG MATRICULE',
    [`${R}/Partenaire`]: '-TYPEPARTE -IDEPARTE',
    [`${R}/DemandeRSA`]: '-DTDEMRSA NUMDEMRSA',
    [`${R}/SuiviInstruction`]: SUIVI,
    [`${R}/Personne/Identification`]: '-QUAL NOM NOMNAI PRENOM DTNAI NIR -SEXE',
    [`${R}/Personne/Prestations`]: 'NATPREST ROLEPERS',
    [`${R}/Personne/SuiviAppuiOrientation`]: 'SITPERSSOCPRO DTENRSOCPRO DTENRPARCO DTENRORIE',
    ...parcours(`${R}/Personne`),
    [`${R}/DonneesAdministratives`]: '-',
    TransmissionFlux: 'NBTOTDEMRSATRANSM',
  },
}

/** Places where a block was also seen, though its dictionary puts it elsewhere (public sample of the instruction flow). */
const avecVariantes = (description: DescriptionXml, variantes: Record<string, string>): DescriptionXml => ({
  ...description,
  chemins: { ...description.chemins, ...variantes },
})

/** What the files are read with: the descriptions, and the same blocks one level up. */
export const INSTRUCTION = avecVariantes(VIRS0901, { [`${D}/ModesContacts`]: CONTACTS })
export const DSP = avecVariantes(VIRD0201, {
  [`${D}/Personne/Identification`]: '-QUAL NOM NOMNAI PRENOM DTNAI NIR -SEXE',
  [`${D}/Personne/Prestations`]: 'NATPREST ROLEPERS',
  [`${D}/Personne/SuiviAppuiOrientation`]: 'SITPERSSOCPRO DTENRSOCPRO DTENRPARCO DTENRORIE',
  ...parcours(`${D}/Personne`),
})
