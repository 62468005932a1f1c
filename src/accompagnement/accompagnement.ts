import { z } from 'zod'
import type { Dominante } from '../offre/dominante.ts'
import { Devenirs } from '../rendez-vous/releve/releve.ts'
import { type Faute, texteFacultatif } from '../socle/saisie/faute.ts'
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
  'courriel-sans-accord':
    'La personne n’a pas donné son accord pour recevoir des courriels : choisissez le courrier ou la remise en main propre.',
  'identifiant-pris': 'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
} as const

const CHAMPS: Partial<Record<keyof typeof MESSAGES_REFERENT, string>> = {
  'deja-referent': 'referentId',
  'referent-hors-structure': 'referentId',
  'plafond-atteint': 'malgrePlafond',
  'courriel-sans-accord': 'lettre',
}

/** Why it can't be, under the field it is about; nothing when it is about none. */
export function fautesReferent(motif: keyof typeof MESSAGES_REFERENT): Faute[] {
  const champ = CHAMPS[motif]
  return champ ? [{ champ, message: MESSAGES_REFERENT[motif] }] : []
}

/** What is handed over in a few sentences to who follows the person next; kept with the closed period, until they have read it. */
export const NoteDeRelais = texteFacultatif(1000)

/** How the person is told of their new référent; `au-mieux`: by post, or by hand to who can't be written to. */
export const LETTRES_AU_CHANGEMENT = ['courrier', 'courriel', 'remise-en-main-propre', 'au-mieux'] as const
export type LettreAuChangement = (typeof LETTRES_AU_CHANGEMENT)[number]

/** Who is to follow a person from now on; `lettre` null: the person is told otherwise. */
export const Designation = z.object({
  referentId: z.uuid({ error: 'Choisissez un référent.' }),
  lettre: z.enum(LETTRES_AU_CHANGEMENT).nullable().default(null),
  relais: NoteDeRelais.default(null),
  /** What becomes of the appointments to come with who follows them no more. */
  rendezVous: Devenirs.default({}),
  malgrePlafond: z.boolean().default(false),
})

/** Several persons given at once: a note each by their id, unless the same one is asked for all. */
export const Releve = Designation.pick({
  referentId: true,
  malgrePlafond: true,
  lettre: true,
  rendezVous: true,
}).extend({
  memeNote: z.boolean(),
  commune: NoteDeRelais,
  propres: z.record(z.string(), NoteDeRelais),
})
export type Releve = z.output<typeof Releve>

/** What goes into the file of this person; nothing when nothing was written. */
export const noteDe = ({ memeNote, commune, propres }: Releve, personneId: string): string | null =>
  memeNote ? commune : (propres[personneId] ?? null)

/** Several persons given at once to one référent: the cap is seen for them all, and passed knowingly (rule A2). */
export function fautesDesignation(
  { malgrePlafond }: { malgrePlafond?: boolean },
  choisi: Charge | null,
  personnes: number,
): Faute[] {
  return choisi && depasse(choisi, personnes) && !malgrePlafond ? fautesReferent('plafond-atteint') : []
}

/** Would so many persons more pass the cap? */
export const depasse = ({ suivis, plafond }: Charge, personnes: number): boolean => suivis + personnes > plafond
