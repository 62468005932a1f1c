import { z } from 'zod'

/** Where a person stands, in the words of lists. */
export const SITUATIONS = {
  'a-orienter': 'À orienter',
  suivie: 'Orientée',
  stock: 'Stock non orienté',
  'hors-droits': 'Hors droits et devoirs',
  clos: 'Dossier clos',
} as const
export type Situation = keyof typeof SITUATIONS
export const Situation = z.enum(Object.keys(SITUATIONS) as [Situation, ...Situation[]])
