import { z } from 'zod'
import type { Permission } from '../agent/permissions.ts'

/** Where it is done: a page, or a tab of the file. */
export const Lieu = z.enum(['rendez-vous', 'diagnostic', 'orienter', 'parcours'])
export type Lieu = z.infer<typeof Lieu>

/** Something due to a person. Days are YYYY-MM-DD; `pour`: last day on time, null when no rule sets one. */
export type Echeance = EcheanceLue & {
  /** What is to be done, as a verb. */
  acte: string
  ou: Lieu
  /** Done by an appointment for this. */
  prise: string | null
  /** May be put off, or given to a colleague, by who has this permission. */
  reportable: boolean
  permission: Permission
}

/** The same as the base tells it. */
export type EcheanceLue = {
  genre: string
  objetId: string
  depuis: string
  pour: string | null
  /** False for a clock kept beside the one that commands. */
  commande: boolean
  /** Asks for something now. */
  demande: boolean
  /** The instant from which it asks. */
  des: string | null
  prevuLe: string | null
  reporteeJusquau: string | null
  reporteeMotif: string | null
  /** Name of whose it is to do, when the reader's it isn't; null when nobody's in particular. */
  attendue: string | null
  /** Name of the colleague it was given to. */
  confieeA: string | null
  /** Name of the colleague who gave it to the reader; null when it isn't theirs by that. */
  recueDe: string | null
}

/** Something due, in a list of several persons. */
export const EcheanceDePersonne = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  genre: z.string(),
  objetId: z.uuid(),
  acte: z.string(),
  /** Last day on time, null when no rule sets one. */
  pour: z.string().nullable(),
})

/** The lists of what an agent has to do, most urgent first, then what they gave away; each thing is in one of them. */
export const LISTES_DU_JOUR = {
  'en-retard': 'En retard',
  bientot: 'Dans les 7 jours',
  ensuite: 'À préparer',
  recues: 'Confiées par un collègue',
  reportees: 'Reportées',
  confiees: 'Confiées à un collègue',
} as const
export type ListeDuJour = keyof typeof LISTES_DU_JOUR

/** Which échéance of a person, in an address: its clock, and what it hangs on. */
export const CleEcheance = z.object({ personneId: z.uuid(), genre: z.string().max(60), faitId: z.uuid() })
export type CleEcheance = z.infer<typeof CleEcheance>

export const MESSAGES_ECHEANCE = {
  'echeance-faite': 'Il n’y a plus rien à faire ici : cela vient d’être fait, ou n’est plus dû. Rechargez la page.',
  'echeance-non-reportable': 'Cela ne se reporte pas : déplacez plutôt le rendez-vous.',
  'report-passe': 'Choisissez un jour à venir.',
  'report-trop-loin': 'Ce jour est trop loin : choisissez-en un plus proche.',
  'collegue-impossible':
    'Ce collègue ne peut pas ouvrir ce dossier, ou n’a pas le droit de le faire : choisissez-en un de la liste.',
} as const
