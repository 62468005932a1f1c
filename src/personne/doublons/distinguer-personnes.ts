import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitDistinction } from '../personne.recits.ts'
import { paireATrancher } from './doublon.queries.ts'
import { MESSAGES, StatutDoublon } from './doublon.ts'

/** Says that two files are two persons (E5): the pair is no longer proposed. It can still be merged from the decided ones. */
export const distinguerPersonnes = useCase(
  {
    route: 'POST /doublons/:doublonId/distinction',
    summary: 'Dire que deux dossiers sont deux personnes',
    permission: 'doublon.decider',
    input: z.object({ doublonId: z.uuid() }),
    output: z.object({ statut: StatutDoublon }),
  },
  async (ctx, { doublonId }) => {
    const paire = await paireATrancher(ctx, doublonId)
    if (paire.statut === 'fusionnees') throw new Refusal('conflict', 'deja-tranche', MESSAGES['deja-tranche'])
    if (paire.statut === 'distinctes') return { statut: 'distinctes' as const }
    await ctx.db
      .updateTable('doublon')
      .set({ statut: 'distinctes', decidePar: ctx.agent.id, decideLe: ctx.now })
      .where('id', '=', doublonId)
      .execute()
    for (const dossier of [paire.a, paire.b]) {
      await ctx.record({ personne: dossier.id }, recitDistinction, { apres: { doublonId } })
    }
    return { statut: 'distinctes' as const }
  },
)
