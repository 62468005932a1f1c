import type { Dominante } from '../offre/dominante.ts'
import { pluriel } from '../socle/ui/dates.ts'
import type { CleParametre } from '../territoire/parametre.ts'

/** Parameters of the first period of each dominante, and of its renewals, in months (rule A3). */
export const PERIODES = {
  emploi: { mois: 'accompagnement.emploi-mois', renouvellement: 'accompagnement.emploi-renouvellement' },
  equilibre: { mois: 'accompagnement.equilibre-mois', renouvellement: 'accompagnement.equilibre-renouvellement' },
  remobilisation: {
    mois: 'accompagnement.remobilisation-mois',
    renouvellement: 'accompagnement.remobilisation-renouvellement',
  },
} as const satisfies Record<Dominante, { mois: CleParametre; renouvellement: CleParametre }>

/** How many persons a référent follows now, and how many they may. */
export type Charge = { suivis: number; plafond: number }

/** Is this portfolio full? (rule A2) */
export const estPlein = ({ suivis, plafond }: Charge): boolean => suivis >= plafond

/** Why a person comes first in a portfolio; the order is the order of urgency. */
export const URGENCES = {
  'a-conclure': 'Rendez-vous à conclure',
  'premier-contact': 'Premier contact à prendre',
  'bilan-depasse': 'Bilan en retard',
  'sans-contact': 'Sans contact récent',
  'bilan-proche': 'Bilan à préparer',
  suivi: 'Suivi en cours',
  veille: 'En veille',
} as const
export type Urgence = keyof typeof URGENCES
export const NOMS_URGENCES = Object.keys(URGENCES) as Urgence[]

/** « 12 personnes demandent votre attention »: the same words wherever they are counted. */
export const direAFaire = (n: number): string =>
  `${pluriel(n, 'personne demande', 'personnes demandent')} votre attention`

/** Those that ask something to be done. */
export type UrgenceAFaire = Exclude<Urgence, 'suivi' | 'veille'>
export const URGENCES_A_FAIRE = NOMS_URGENCES.filter(u => u !== 'suivi' && u !== 'veille') as [
  UrgenceAFaire,
  ...UrgenceAFaire[],
]

/** What a list may keep: one urgency, or all those that ask something. */
export const FILTRES_URGENCE = { 'a-faire': 'Demandent votre attention', ...URGENCES } as const
export type FiltreUrgence = keyof typeof FILTRES_URGENCE

/** Why this référent can't be designated: the sentence to show for each reason. */
export const MESSAGES_REFERENT = {
  'sans-orientation': 'La personne n’a pas d’orientation en cours : orientez-la d’abord.',
  'deja-referent': 'Ce référent suit déjà la personne : choisissez-en un autre.',
  'referent-hors-structure':
    'Ce référent n’a pas d’habilitation en cours dans la structure de l’orientation : choisissez-en un autre, ou réorientez la personne.',
  'binome-sans-global': 'Un second référent n’existe que dans un accompagnement global.',
  'binome-impossible': 'Le second référent doit être un autre référent, en poste : choisissez-en un autre.',
  'plafond-atteint':
    'Ce référent suit déjà autant de personnes que son plafond le permet : choisissez-en un autre, ou confirmez malgré le plafond.',
  'identifiant-pris': 'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
} as const
