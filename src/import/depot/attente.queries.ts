import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { exigerPeu } from '../../territoire/bornes-depots.ts'
import { parametre } from '../../territoire/parametre.queries.ts'

/**
 * Refuses (too-many) one more import than may wait. Counted once it is written: the one that comes is among them. What the machine
 * itself brings has only the territory's bound.
 */
export async function exigerPeuEnAttente(ctx: Context): Promise<void> {
  const deposant = ctx.agent.genre === 'systeme' ? null : ctx.agent.id
  const { rows } = await sql<{ siens: number; tous: number }>`
    select count(*) filter (where depose_par = ${deposant}::uuid) as siens, count(*) as tous from import
    where statut in ('depot', 'a-verifier', 'en-attente', 'en-cours')`.execute(ctx.db)
  exigerPeu(rows[0] ?? { siens: 0, tous: 0 }, {
    siens: await parametre(ctx, 'import.depots-par-deposant'),
    tous: await parametre(ctx, 'import.depots-par-territoire'),
    quoi: 'fichiers',
    faire: 'Page Imports, appliquez ceux qui attendent ou retirez-les',
  })
}
