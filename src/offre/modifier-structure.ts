import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { recitStructureCreee, recitStructureModifiee } from './offre.recits.ts'
import { DescriptionStructure } from './structure.ts'
import { exigerDescriptionPossible, structureVerrouillee } from './structures.queries.ts'

/** Describes a structure again; someone having reviewed it, it is no longer « à compléter ». Refuses a closed one. */
export const modifierStructure = useCase(
  {
    route: 'PUT /structures/:structureId',
    summary: 'Modifier une structure',
    permission: 'territoire.administrer',
    input: DescriptionStructure.extend({ structureId: z.uuid(), vu: Vus }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { structureId, vu, ...description }) => {
    const structure = await structureVerrouillee(ctx, structureId)
    if (structure.fermeeLe) {
      throw new Refusal(
        'conflict',
        'structure-fermee',
        'Cette structure est fermée : elle ne se modifie plus. Créez-en une autre.',
      )
    }
    const change = Object.entries(description).some(
      ([cle, valeur]) => JSON.stringify(structure[cle as keyof typeof description]) !== JSON.stringify(valeur),
    )
    if (!change && !structure.aCompleter) return { id: structureId }
    await exigerVus(ctx, vu, structure, {
      sujet: { objet: 'structure', id: structureId },
      recits: [recitStructureModifiee, recitStructureCreee],
    })
    await exigerDescriptionPossible(ctx, description, structureId)
    await ctx.db
      .updateTable('structure')
      .set({ ...description, aCompleter: false })
      .where('id', '=', structureId)
      .execute()
    await ctx.record({ objet: 'structure', id: structureId }, recitStructureModifiee, {
      avant: structure,
      apres: description,
    })
    return { id: structureId }
  },
)
