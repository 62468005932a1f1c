import { z } from 'zod'
import type { Faute } from '../socle/saisie/faute.ts'
import { NOMS_ROLES, ROLES, type Role } from './roles.ts'

/**
 * A role to open: at one structure where the role needs it, in one of its teams or in none, on some communes (INSEE codes; null is
 * the whole territory).
 */
export const DemandeHabilitation = z.object({
  id: z.uuid(),
  // Not `Role`: the shell of the screens holds that file, and would load Zod with it.
  role: z.enum(NOMS_ROLES, { error: 'Choisissez un rôle.' }),
  structureId: z.uuid().nullable().default(null),
  equipeId: z.uuid().nullable().default(null),
  secteur: z
    .array(z.string().regex(/^[0-9AB]{5}$/, { error: 'Donnez des codes INSEE de commune.' }))
    .min(1, { error: 'Choisissez au moins une commune, ou tout le territoire.' })
    .max(1000)
    .nullable()
    .default(null),
  plafond: z
    .number()
    .int()
    .min(1, { error: 'Le plafond est d’au moins une personne.' })
    .max(1000)
    .nullable()
    .default(null),
})
export type DemandeHabilitation = z.infer<typeof DemandeHabilitation>

/** What a role needs beside its own fields: the structure where it is held. Said of answers right by themselves. */
export function fautesHabilitation({ role, structureId }: Partial<DemandeHabilitation>): Faute[] {
  if (!role || !ROLES[role].structure || structureId !== null) return []
  return [
    {
      champ: 'structureId',
      message: `Le rôle « ${ROLES[role].libelle} » s’exerce dans une structure. Choisissez-la.`,
    },
  ]
}

/** Who follows persons is in a team, who leads a portfolio leads one; without it, the whole structure. */
export const equipeUtile = (role: Role): boolean => ROLES[role].portefeuille !== null

/** Only who has a portfolio of their own has a cap (rule A2). */
export const plafondUtile = (role: Role): boolean => ROLES[role].portefeuille === 'le-sien'
