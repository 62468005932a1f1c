import { z } from 'zod'
import { consulter } from '../../socle/lectures/consultation.ts'
import { useCase } from '../../socle/use-case.ts'
import { Changement } from '../import.ts'
import { direGroupe, type FoyerChange } from './foyers-changes.ts'
import { groupesChanges, lignesDesGroupes, numeroDe } from './groupes-changes.queries.ts'
import { dossiersLisibles } from './lisibles.queries.ts'

/**
 * What an import changed on those known before it, before and after: household by household, what changed of it once, then its
 * persons one by one, who came in and who left among them. Somebody in no household stands alone. Only the persons of the agent's
 * scope, without what changed for whom it is first to be said why; the reading is recorded.
 */
export const differencesImport = useCase(
  {
    route: 'GET /imports/:importId/differences',
    summary: 'Voir ce qu’un import a changé, foyer par foyer',
    permission: 'import.comparer',
    input: z.object({ importId: z.uuid(), page: z.coerce.number().int().min(1).default(1) }),
    output: z.object({
      total: z.number(),
      pages: z.number(),
      foyers: z.array(
        z.object({
          foyerId: z.uuid().nullable(),
          nouveau: z.boolean(),
          changements: z.array(Changement),
          personnes: z.array(
            z.object({
              id: z.uuid(),
              nom: z.string(),
              prenom: z.string(),
              mouvement: z.enum(['arrive', 'part']).nullable(),
              changements: z.array(Changement),
              /** What changed shows once it is said why. */
              raisonADire: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  },
  async (ctx, { importId, page }) => {
    const numero = await numeroDe(ctx, importId)
    const { groupes, ...combien } = await groupesChanges(ctx, numero, page)
    const personnes = [...new Set(groupes.flatMap(g => g.personnes.map(p => p.id)))]
    const foyers = groupes.flatMap(g => g.foyerId ?? [])
    const lignes = await lignesDesGroupes(ctx, numero, { personnes, foyers })
    await consulter(ctx, personnes, 'import')
    const { lisibles } = await dossiersLisibles(ctx, personnes)
    return { ...combien, foyers: groupes.map(g => sansIllisibles(direGroupe(g, lignes), lisibles)) }
  },
)

/** Who lives there is told; what changed of them, and of their household, only of those whose file may be read. */
function sansIllisibles({ personnes, ...foyer }: FoyerChange, lisibles: ReadonlySet<string>) {
  const lues = personnes.some(p => lisibles.has(p.id))
  return {
    ...foyer,
    changements: lues ? foyer.changements : [],
    personnes: personnes.map(p =>
      lisibles.has(p.id) ? { ...p, raisonADire: false } : { ...p, changements: [], raisonADire: true },
    ),
  }
}
