import { z } from 'zod'
import { Role } from './agent.ts'

/** A role to open: at one structure where the role needs it, on some communes (INSEE codes; null is the whole territory). */
export const DemandeHabilitation = z.object({
  id: z.uuid(),
  role: Role,
  structureId: z.uuid().nullable().default(null),
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

/** A référent and a team leader work for one structure: their perimeter comes from it. */
export function structureRequise(role: Role): boolean {
  return role === 'referent' || role === 'responsable-equipe'
}
/** Only the chargé d'orientation sees persons by commune; only the référent has a portfolio. */
export const secteurUtile = (role: Role) => role === 'charge-orientation'
export const plafondUtile = (role: Role) => role === 'referent'
