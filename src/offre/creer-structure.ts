import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { recitStructureCreee } from './offre.recits.ts'
import { DescriptionStructure } from './structure.ts'
import { exigerDescriptionPossible } from './structures.queries.ts'

/** Opens a structure. A replay with the same id changes nothing. Refuses a name already taken, communes outside the territory. */
export const creerStructure = useCase(
  {
    route: 'POST /structures',
    summary: 'Créer une structure',
    permission: 'territoire.administrer',
    input: DescriptionStructure.extend({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, structure) => {
    const deja = await ctx.db.selectFrom('structure').select('id').where('id', '=', structure.id).executeTakeFirst()
    if (deja) return { id: structure.id }
    await exigerDescriptionPossible(ctx, structure, structure.id)
    await ctx.db.insertInto('structure').values(structure).execute()
    await ctx.record({ objet: 'structure', id: structure.id }, recitStructureCreee, { apres: structure })
    return { id: structure.id }
  },
)
