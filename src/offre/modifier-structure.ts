import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { DescriptionStructure } from './structure.ts'
import { exigerDescriptionPossible, structureVerrouillee } from './structures.queries.ts'

/** Describes a structure again; someone having reviewed it, it is no longer « à compléter ». Refuses a closed one. */
export const modifierStructure = useCase(
  {
    route: 'PUT /structures/:structureId',
    summary: 'Modifier une structure',
    permission: 'territoire.administrer',
    input: DescriptionStructure.extend({ structureId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { structureId, ...description }) => {
    const structure = await structureVerrouillee(ctx, structureId)
    if (structure.fermeeLe) {
      throw new Refusal(
        'conflict',
        'structure-fermee',
        'Cette structure est fermée : elle ne se modifie plus. Créez-en une autre.',
      )
    }
    await exigerDescriptionPossible(ctx, description, structureId)
    await ctx.db
      .updateTable('structure')
      .set({ ...description, aCompleter: false })
      .where('id', '=', structureId)
      .execute()
    return { id: structureId }
  },
)
