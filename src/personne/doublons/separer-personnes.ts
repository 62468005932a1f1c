import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { recitSeparation } from '../personne.recits.ts'
import { Deplacements, separer } from './deplacements.queries.ts'
import { paireATrancher } from './doublon.queries.ts'
import { MESSAGES, StatutDoublon } from './doublon.ts'

/**
 * Undoes a merge (E5): each row that had moved goes back, the pair is to be decided again. What was written since on the file
 * kept stays there, but for what flows wrote in households that were only the other's. The last merge is undone first.
 */
export const separerPersonnes = useCase(
  {
    route: 'POST /doublons/:doublonId/separation',
    summary: 'Séparer deux dossiers réunis',
    permission: 'doublon.decider',
    input: z.object({ doublonId: z.uuid() }),
    output: z.object({ statut: StatutDoublon }),
  },
  async (ctx, { doublonId }) => {
    const paire = await paireATrancher(ctx, doublonId)
    if (paire.statut !== 'fusionnees') return { statut: paire.statut }
    const fait = Deplacements.parse(paire.deplacements)
    await exigerDerniere(ctx, doublonId, fait.garder)
    await separer(ctx, fait)
    await ctx.db
      .updateTable('doublon')
      .set({ statut: 'a-decider', decidePar: null, decideLe: null, deplacements: null })
      .where('id', '=', doublonId)
      .execute()
    for (const personneId of [fait.garder, fait.absorbe]) {
      await ctx.record({ personne: personneId }, recitSeparation, {
        avant: { garder: fait.garder, absorbe: fait.absorbe },
        apres: { doublonId },
      })
    }
    return { statut: 'a-decider' as const }
  },
)

/** A file merged into this one later was numbered and placed over this merge: it goes first. */
async function exigerDerniere(ctx: Context, doublonId: string, garder: string): Promise<void> {
  const { rows } = await sql`
    select 1 from doublon d, doublon ceci where ceci.id = ${doublonId} and d.statut = 'fusionnees' and d.id <> ceci.id
      and ((d.deplacements ->> 'garder' = ${garder} and d.decide_le >= ceci.decide_le) or d.deplacements ->> 'absorbe' = ${garder})
    limit 1`.execute(ctx.db)
  if (rows.length) throw new Refusal('conflict', 'fusion-plus-recente', MESSAGES['fusion-plus-recente'])
}
