import { z } from 'zod'
import { CodeDefinition, DEFINITION_PAR_DEFAUT, DEFINITIONS_ENTREE } from '../droit/definition-entree.ts'

/** A number the rules use: its default, where it comes from, and what it means for the agents. */
type Definition = {
  libelle: string
  aide: string
  unite: string
  defaut: number
  min: number
  max: number
  source: string
}

/** Every number of domaine.md §4 that this version applies. A territory may choose another value from a date of effect on. */
export const PARAMETRES = {
  'orientation.delai-jours': {
    libelle: 'Délai d’orientation',
    aide: 'Le jour de réception du flux compte pour le jour 1.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 60,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
  'orientation.delai-mois': {
    libelle: 'Délai d’orientation de repli',
    aide: 'Toujours calculé à côté du premier, pour les territoires qui ne peuvent pas suivre quinze jours.',
    unite: 'mois',
    defaut: 1,
    min: 1,
    max: 6,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
  'orientation.relais-semaines': {
    libelle: 'Relais à France Travail',
    aide: 'Passé ce délai sans orientation, France Travail oriente la personne.',
    unite: 'semaines',
    defaut: 6,
    min: 1,
    max: 12,
    source: 'CASF, article D262-65-2',
  },
  'suivi.suspension-mois': {
    libelle: 'Suspension qui clôt le suivi',
    aide: 'Au-delà, le suivi est clos ; en deçà, il est en veille et reprend avec le même référent.',
    unite: 'mois',
    defaut: 12,
    min: 1,
    max: 36,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
  'convocation.delai-jours': {
    libelle: 'Délai de convocation',
    aide: 'Premier rendez-vous après la réception du flux.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 60,
    source: 'Accompagnement rénové, Nord 2023, article 1',
  },
  'portefeuille.plafond': {
    libelle: 'Personnes par référent',
    aide: 'Le plafond propre à un agent ou à une structure l’emporte.',
    unite: 'personnes',
    defaut: 50,
    min: 1,
    max: 500,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
  'orientation.freins-legers-max': {
    libelle: 'Freins légers compatibles avec l’équilibre',
    aide: 'Au-delà de ce nombre de critères contraignants, la remobilisation est proposée.',
    unite: 'freins',
    defaut: 2,
    min: 1,
    max: 6,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
  'rapprochement.certain': {
    libelle: 'Même personne, à coup sûr',
    aide: 'Ressemblance à partir de laquelle une ligne d’une liste rejoint un dossier sans qu’un agent le décide. Jamais atteinte sans numéro de sécurité sociale ou date de naissance.',
    unite: 'sur 100',
    defaut: 90,
    min: 86,
    max: 100,
    source: 'Usage : même NIR, sinon mêmes nom, prénom et date de naissance',
  },
  'rapprochement.douteux': {
    libelle: 'Peut-être la même personne',
    aide: 'Ressemblance à partir de laquelle deux dossiers sont montrés à un agent, qui décide.',
    unite: 'sur 100',
    defaut: 60,
    min: 40,
    max: 85,
    source: 'Usage : un rapprochement douteux est décidé par un humain',
  },
  'flux.mensuel-jour-limite': {
    libelle: 'Flux mensuel attendu au plus tard',
    aide: 'Jour du mois avant la fin duquel le flux du mois d’avant doit être arrivé. Au-delà, il est dit en retard et les administrateurs sont prévenus.',
    unite: 'du mois',
    defaut: 10,
    min: 1,
    max: 28,
    source: 'Usage : les flux mensuels de la CNAF arrivent dans les premiers jours du mois suivant',
  },
  'flux.quotidien-jours': {
    libelle: 'Flux quotidien manquant',
    aide: 'Jours ouvrés de suite sans flux quotidien à partir desquels il manque.',
    unite: 'jours ouvrés',
    defaut: 3,
    min: 1,
    max: 15,
    source: 'Usage : un jour sans événement ne donne pas de fichier',
  },
  'import.conservation-jours': {
    libelle: 'Conservation des fichiers importés',
    aide: 'Après ce délai, le contenu d’un fichier et le détail de ce qu’il a changé sont effacés : il ne peut plus être annulé ni rejoué. Son rapport reste.',
    unite: 'jours',
    defaut: 90,
    min: 30,
    max: 365,
    source: 'RGPD, article 5 : les données ne sont pas gardées plus longtemps qu’il ne faut (minimisation)',
  },
  'conservation.active-annees': {
    libelle: 'Conservation dans la base active',
    aide: 'Après ce délai sans contact, et sans droit ni suivi en cours, le dossier passe aux archives : ni la recherche ni les listes ne le montrent plus. Il en revient si un fichier l’annonce de nouveau.',
    unite: 'ans',
    defaut: 2,
    min: 1,
    max: 5,
    source: 'CASF, article R263-8 : deux ans à compter du dernier contact',
  },
  'conservation.archive-annees': {
    libelle: 'Conservation aux archives',
    aide: 'Après ce délai de plus, le dossier est effacé partout, copies comprises. Il n’en reste que de quoi compter.',
    unite: 'ans',
    defaut: 2,
    min: 1,
    max: 5,
    source: 'CASF, article R263-8 : deux ans d’archivage',
  },
  'conservation.lectures-mois': {
    libelle: 'Conservation des traces de lecture',
    aide: 'Après ce délai, on ne sait plus qui a lu un dossier. Elles partent plus tôt avec le dossier.',
    unite: 'mois',
    defaut: 12,
    min: 6,
    max: 36,
    source: 'CNIL, délibération 2021-122 : journaux de six mois à un an, plus si un risque le justifie',
  },
  'conservation.courriers-annees': {
    libelle: 'Conservation des courriers',
    aide: 'Après ce délai, un courrier est effacé même si le dossier vit encore. Il part plus tôt avec le dossier.',
    unite: 'ans',
    defaut: 4,
    min: 1,
    max: 10,
    source:
      'RGPD, article 5 : les données ne sont pas gardées plus longtemps qu’il ne faut (limitation de la conservation)',
  },
  'pilotage.cible-emploi': {
    libelle: 'Part visée, emploi',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 50,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.cible-equilibre': {
    libelle: 'Part visée, équilibre',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 20,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.cible-remobilisation': {
    libelle: 'Part visée, remobilisation',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 30,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.seuil-secret': {
    libelle: 'Effectif masqué',
    aide: 'En dessous, un effectif n’est pas montré à qui ne voit pas les noms.',
    unite: 'personnes',
    defaut: 5,
    min: 0,
    max: 20,
    source: 'Protection des données : k-anonymat',
  },
} as const satisfies Record<string, Definition>

export type CleParametre = keyof typeof PARAMETRES
export const CleParametre = z.enum(Object.keys(PARAMETRES) as [CleParametre, ...CleParametre[]])

/** A rule chosen among several, each said in a plain sentence. A territory may choose another from a date of effect on. */
export const CHOIX = {
  'entree.definition': {
    libelle: 'Définition du nouvel entrant',
    aide: 'Qui entre, et voit s’ouvrir un délai d’orientation. Les entrées déjà reçues gardent leur définition.',
    defaut: DEFINITION_PAR_DEFAUT,
    source: DEFINITIONS_ENTREE[DEFINITION_PAR_DEFAUT].source,
    options: CodeDefinition.options.map(valeur => {
      const { nom, compte, ecarte, source } = DEFINITIONS_ENTREE[valeur]
      return {
        valeur,
        libelle: nom,
        phrase: `${compte} Sont écartées ${ecarte.charAt(0).toLowerCase()}${ecarte.slice(1)}`,
        source,
      }
    }),
  },
} as const
export type CleChoix = keyof typeof CHOIX
export const CleChoix = z.enum(Object.keys(CHOIX) as [CleChoix, ...CleChoix[]])

const estChoix = (cle: string): cle is CleChoix => cle in CHOIX

export const DemandeParametre = z.object({
  /** A whole number, or for a choice the code of an option. */
  valeur: z.union([z.number().int(), z.string().max(60)], { error: 'Écrivez un nombre entier.' }),
  effetLe: z.iso.date({ error: 'Choisissez le jour où le changement prend effet.' }),
  motif: z.string().trim().min(3, { error: 'Dites pourquoi : la raison reste dans l’historique.' }).max(500),
})

/** Why this change can't be made, or null. The screen and the server ask the same function. Days are YYYY-MM-DD. */
export function empechementParametre(
  cle: CleParametre | CleChoix,
  { valeur, effetLe }: { valeur: number | string; effetLe: string },
  aujourdhui: string,
): 'valeur-hors-bornes' | 'choix-inconnu' | 'effet-passe' | null {
  if (estChoix(cle)) {
    if (!CHOIX[cle].options.some(o => o.valeur === valeur)) return 'choix-inconnu'
  } else {
    const { min, max } = PARAMETRES[cle]
    if (typeof valeur !== 'number' || valeur < min || valeur > max) return 'valeur-hors-bornes'
  }
  if (effetLe < aujourdhui) return 'effet-passe'
  return null
}

export const MESSAGES_PARAMETRE = {
  'valeur-hors-bornes': (cle: CleParametre | CleChoix) =>
    estChoix(cle)
      ? 'Choisissez une des réponses proposées.'
      : `La valeur doit être entre ${PARAMETRES[cle].min} et ${PARAMETRES[cle].max}. Corrigez-la.`,
  'choix-inconnu': () => 'Choisissez une des réponses proposées.',
  'effet-passe': () => 'Un changement ne réécrit pas le passé. Choisissez aujourd’hui ou un jour à venir.',
  'changement-deja-prevu': () =>
    'Une autre valeur est déjà prévue ce jour-là. Annulez-la d’abord si elle est à venir, ou choisissez un autre jour.',
} as const
