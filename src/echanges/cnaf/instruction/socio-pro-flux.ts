import { CHAMPS_SOCIO_PRO, type ChampSocioPro, type ReponsesSocioPro } from '../../../diagnostic/socio-pro.ts'
import { type Bloc, valeurs } from '../../../lecture/xml/bloc.ts'
import { lireOuiNon } from '../valeurs-lues.ts'

const SOCIAL = 'SituationSociale/CommunSituationSociale'
const FAMILLE = 'SituationSociale/DetailAccompagnementSocialFamilial'
const INDIVIDU = 'SituationSociale/DetailAccompagnementSocialIndividuel'
const PRO = 'SituationProfessionnelle'

/** Where each answer is in DonneesSocioProfessionnelles. */
const BALISES: Record<ChampSocioPro, string> = {
  motifDemande: 'GeneraliteDSPP/SITPERSDEMRSA',
  couvertureSociale: 'GeneraliteDSPP/TOPCOUVSOC',
  isolement: 'GeneraliteDSPP/TOPISOGROOUENF',
  difficultesSociales: 'SituationSociale/DetailDifficulteSituationSociale/DIFSOC',
  autreDifficulteSociale: 'SituationSociale/DetailDifficulteSituationSociale/LIBAUTRDIFSOC',
  obstacles: 'SituationSociale/DetailDifficulteDisponibilite/DIFDISP',
  suiviFamilial: `${SOCIAL}/ACCOSOCFAM`,
  suiviFamilialPar: `${SOCIAL}/LIBCOORACCOSOCFAM`,
  suivisFamiliaux: `${FAMILLE}/NATACCOSOCFAM`,
  autreSuiviFamilial: `${FAMILLE}/LIBAUTRACCOSOCFAM`,
  suiviIndividuel: `${SOCIAL}/ACCOSOCINDI`,
  suiviIndividuelPar: `${SOCIAL}/LIBCOORACCOSOCINDI`,
  suivisIndividuels: `${INDIVIDU}/NATACCOSOCINDI`,
  autreSuiviIndividuel: `${INDIVIDU}/LIBAUTRACCOSOCINDI`,
  soutienDemarches: `${SOCIAL}/SOUTDEMARSOC`,
  niveauEtudes: 'NiveauEtude/NIVETU',
  diplome: 'NiveauEtude/NIVDIPMAXOBT',
  diplomeAnnee: 'NiveauEtude/ANNOBTNIVDIPMAX',
  qualification: 'NiveauEtude/TOPQUALIPRO',
  qualificationLibelle: 'NiveauEtude/LIBAUTRQUALIPRO',
  competences: 'NiveauEtude/TOPCOMPEEXTRAPRO',
  competencesLibelle: 'NiveauEtude/LIBCOMPEEXTRAPRO',
  rechercheEmploi: 'DisponibiliteEmploi/TOPENGDEMARECHEMPLOI',
  histoire: `${PRO}/HISPRO`,
  derniereActivite: `${PRO}/LIBDERACT`,
  derniereActiviteSecteur: `${PRO}/LIBSECACTDERACT`,
  cessation: `${PRO}/CESSDERACT`,
  derniereEstPrincipale: `${PRO}/TOPDOMIDERACT`,
  activiteDominante: `${PRO}/LIBACTDOMI`,
  activiteDominanteSecteur: `${PRO}/LIBSECACTDOMI`,
  activiteDominanteDuree: `${PRO}/DURACTDOMI`,
  inscription: `${PRO}/INSCDEMEMPLOI`,
  rechercheSeul: `${PRO}/TOPISOGRORECHEMPLOI`,
  suiviEmploi: `${PRO}/ACCOEMPLOI`,
  suiviEmploiPar: `${PRO}/LIBCOORACCOEMPLOI`,
  projet: `${PRO}/TOPPROJPRO`,
  emploiRecherche: `${PRO}/LIBEMPLOIRECH`,
  emploiRechercheSecteur: `${PRO}/LIBSECACTRECH`,
  creation: `${PRO}/TOPCREAREPRIENTRE`,
  formationConcordante: `${PRO}/CONCOFORMQUALIEMPLOI`,
  moyenDeTransport: 'Mobilite/CommunMobilite/TOPMOYLOCO',
  permisB: 'Mobilite/CommunMobilite/TOPPERMICONDUB',
  autrePermis: 'Mobilite/CommunMobilite/TOPAUTRPERMICONDU',
  autrePermisLibelle: 'Mobilite/CommunMobilite/LIBAUTRPERMICONDU',
  mobilite: 'Mobilite/DetailMobilite/NATMOB',
  logement: 'DifficulteLogement/CommunDifficulteLogement/NATLOG',
  demarcheLogement: 'DifficulteLogement/CommunDifficulteLogement/DEMARLOG',
  difficultesLogement: 'DifficulteLogement/DetailDifficulteLogement/DIFLOG',
  autreDifficulteLogement: 'DifficulteLogement/DetailDifficulteLogement/LIBAUTRDIFLOG',
}

/** Longest free answer kept, in characters. */
const LIBRE_MAX = 300

/**
 * The answers of a DonneesSocioProfessionnelles block, or null when it holds none. `noter` is told of a code that no list knows:
 * the answer is left out, the rest is kept.
 */
export function lireSocioPro(dsp: Bloc, noter: (champ: string, motif: string) => void): ReponsesSocioPro | null {
  const reponses: ReponsesSocioPro = {}
  for (const cle of Object.keys(BALISES) as ChampSocioPro[]) {
    const balise = BALISES[cle]
    const lues = valeurs(dsp, balise)
    if (!lues.length) continue
    const champ: { codes: Readonly<Record<string, string>> | 'oui-non' | 'texte'; plusieurs?: true } =
      CHAMPS_SOCIO_PRO[cle]
    const nom = balise.slice(balise.lastIndexOf('/') + 1)
    if (champ.codes === 'texte') {
      reponses[cle] = lues.join(', ').slice(0, LIBRE_MAX)
      continue
    }
    if (champ.codes === 'oui-non') {
      const dit = lireOuiNon(lues[0] ?? null)
      if (dit === null) noter(nom, '0 ou 1 attendu')
      else reponses[cle] = dit
      continue
    }
    const { codes } = champ
    const connus = [...new Set(lues)].filter(code => Object.hasOwn(codes, code))
    if (connus.length < new Set(lues).size) noter(nom, 'code inconnu de la liste de la CNAF : réponse non reprise')
    if (connus[0] !== undefined) reponses[cle] = champ.plusieurs ? connus : connus[0]
  }
  return Object.keys(reponses).length ? reponses : null
}
