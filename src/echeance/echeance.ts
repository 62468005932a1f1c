import { z } from 'zod'
import type { Objet } from '../rendez-vous/rendez-vous.ts'

/** Where it is done: a page, or a tab of the file. */
export const Lieu = z.enum(['rendez-vous', 'diagnostic', 'orienter', 'parcours'])
export type Lieu = z.infer<typeof Lieu>

/** Something due to a person. Days are YYYY-MM-DD; `pour`: last day on time, null when no rule sets one. */
export type Echeance = EcheanceLue & {
  /** What is to be done, as a verb. */
  acte: string
  ou: Lieu
  /** Done by an appointment of this kind. */
  prise: Objet | null
  /** May be put off, or given to a colleague. */
  reportable: boolean
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
  /** Its moment has come, whether it asks or is answered. */
  debutee: boolean
  prevuLe: string | null
  reporteeJusquau: string | null
  reporteeMotif: string | null
  /** Name of the colleague it was given to. */
  confieeA: string | null
  confieeAMoi: boolean
}
