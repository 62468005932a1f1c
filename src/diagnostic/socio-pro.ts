import { z } from 'zod'
import {
  ACCOMPAGNEMENTS_EMPLOI,
  ACCOMPAGNEMENTS_FAMILIAUX,
  ACCOMPAGNEMENTS_INDIVIDUELS,
  CESSATIONS,
  DEMARCHES_LOGEMENT,
  DIFFICULTES_LOGEMENT,
  DIFFICULTES_SOCIALES,
  DIPLOMES,
  DUREES_ACTIVITE,
  HISTOIRES,
  INSCRIPTIONS,
  LOGEMENTS,
  MOBILITES,
  MOTIFS_DEMANDE,
  NIVEAUX,
  OBSTACLES,
  REPONSES_OUI_NON,
} from './socio-pro-codes.ts'

type Codes = Readonly<Record<string, string>>
type Champ = { libelle: string; codes: Codes | 'oui-non' | 'texte'; plusieurs?: true }

/**
 * What a person declared when she claimed the RSA (données socio-professionnelles of the CNAF, interop.md §A5-A6), in the order to
 * read it. A coded answer keeps the code of the CNAF, `codes` says it in words.
 */
export const CHAMPS_SOCIO_PRO = {
  motifDemande: { libelle: 'Raison de la demande', codes: MOTIFS_DEMANDE },
  couvertureSociale: { libelle: 'Couverture sociale', codes: 'oui-non' },
  isolement: { libelle: 'Seule ou seul, enceinte ou avec enfant', codes: 'oui-non' },
  difficultesSociales: { libelle: 'Difficultés', codes: DIFFICULTES_SOCIALES, plusieurs: true },
  autreDifficulteSociale: { libelle: 'Autre difficulté', codes: 'texte' },
  obstacles: { libelle: 'Obstacles à la disponibilité', codes: OBSTACLES, plusieurs: true },
  suiviFamilial: { libelle: 'Accompagnement social de la famille', codes: REPONSES_OUI_NON },
  suivisFamiliaux: {
    libelle: 'Objet de l’accompagnement de la famille',
    codes: ACCOMPAGNEMENTS_FAMILIAUX,
    plusieurs: true,
  },
  autreSuiviFamilial: { libelle: 'Autre objet (famille)', codes: 'texte' },
  suiviFamilialPar: { libelle: 'Famille accompagnée par', codes: 'texte' },
  suiviIndividuel: { libelle: 'Accompagnement social individuel', codes: REPONSES_OUI_NON },
  suivisIndividuels: {
    libelle: 'Objet de l’accompagnement individuel',
    codes: ACCOMPAGNEMENTS_INDIVIDUELS,
    plusieurs: true,
  },
  autreSuiviIndividuel: { libelle: 'Autre objet (individuel)', codes: 'texte' },
  suiviIndividuelPar: { libelle: 'Accompagnée ou accompagné par', codes: 'texte' },
  soutienDemarches: { libelle: 'Soutien dans les démarches sociales', codes: REPONSES_OUI_NON },
  niveauEtudes: { libelle: 'Niveau d’études', codes: NIVEAUX },
  diplome: { libelle: 'Diplôme le plus élevé', codes: DIPLOMES },
  diplomeAnnee: { libelle: 'Année du diplôme', codes: 'texte' },
  qualification: { libelle: 'Qualification professionnelle', codes: 'oui-non' },
  qualificationLibelle: { libelle: 'Laquelle', codes: 'texte' },
  competences: { libelle: 'Compétences hors du travail', codes: 'oui-non' },
  competencesLibelle: { libelle: 'Lesquelles', codes: 'texte' },
  rechercheEmploi: { libelle: 'Démarches de recherche d’emploi engagées', codes: 'oui-non' },
  histoire: { libelle: 'Parcours professionnel', codes: HISTOIRES },
  derniereActivite: { libelle: 'Dernière activité', codes: 'texte' },
  derniereActiviteSecteur: { libelle: 'Secteur de la dernière activité', codes: 'texte' },
  cessation: { libelle: 'Fin de la dernière activité', codes: CESSATIONS },
  derniereEstPrincipale: { libelle: 'La dernière activité était la principale', codes: 'oui-non' },
  activiteDominante: { libelle: 'Activité principale', codes: 'texte' },
  activiteDominanteSecteur: { libelle: 'Secteur de l’activité principale', codes: 'texte' },
  activiteDominanteDuree: { libelle: 'Durée de l’activité principale', codes: DUREES_ACTIVITE },
  inscription: { libelle: 'Inscription comme demandeur d’emploi', codes: INSCRIPTIONS },
  rechercheSeul: { libelle: 'Isolement dans la recherche d’emploi', codes: 'oui-non' },
  suiviEmploi: { libelle: 'Accompagnement vers l’emploi', codes: ACCOMPAGNEMENTS_EMPLOI },
  suiviEmploiPar: { libelle: 'Vers l’emploi avec', codes: 'texte' },
  projet: { libelle: 'Projet professionnel', codes: 'oui-non' },
  emploiRecherche: { libelle: 'Emploi recherché', codes: 'texte' },
  emploiRechercheSecteur: { libelle: 'Secteur recherché', codes: 'texte' },
  creation: { libelle: 'Création ou reprise d’entreprise', codes: 'oui-non' },
  formationConcordante: { libelle: 'Formation en rapport avec l’emploi recherché', codes: REPONSES_OUI_NON },
  moyenDeTransport: { libelle: 'Moyen de transport', codes: 'oui-non' },
  permisB: { libelle: 'Permis B', codes: 'oui-non' },
  autrePermis: { libelle: 'Autre permis', codes: 'oui-non' },
  autrePermisLibelle: { libelle: 'Lequel', codes: 'texte' },
  mobilite: { libelle: 'Peut se déplacer', codes: MOBILITES, plusieurs: true },
  logement: { libelle: 'Logement', codes: LOGEMENTS },
  demarcheLogement: { libelle: 'Démarche pour le logement', codes: DEMARCHES_LOGEMENT },
  difficultesLogement: { libelle: 'Difficultés de logement', codes: DIFFICULTES_LOGEMENT, plusieurs: true },
  autreDifficulteLogement: { libelle: 'Autre difficulté de logement', codes: 'texte' },
} as const satisfies Record<string, Champ>

export type ChampSocioPro = keyof typeof CHAMPS_SOCIO_PRO
/** Only what was said: a field left out wasn't answered. */
export type ReponsesSocioPro = Partial<Record<ChampSocioPro, string | boolean | string[]>>

/** One source's last word: « CAF », the day it was collected, what was declared. */
export const SocioPro = z.object({
  source: z.string(),
  le: z.iso.date(),
  reponses: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
})
export type SocioPro = z.infer<typeof SocioPro>

/** The answers in words, in the order of the questions. A code nobody knows is left out. */
export function direSocioPro(reponses: ReponsesSocioPro): { libelle: string; valeur: string }[] {
  return (Object.entries(CHAMPS_SOCIO_PRO) as [ChampSocioPro, Champ][]).flatMap(([cle, { libelle, codes }]) => {
    const dit = reponses[cle]
    if (dit === undefined) return []
    const mots = (Array.isArray(dit) ? dit : [dit]).flatMap(v => {
      if (typeof v === 'boolean') return [v ? 'oui' : 'non']
      return typeof codes === 'string' ? [v] : (codes[v] ?? [])
    })
    return mots.length ? [{ libelle, valeur: mots.join(', ') }] : []
  })
}
