import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * Stops the running orientation delay of a person (rule E4): the day the orientation is notified or the référent designated,
 * whichever is first. Without a running delay (stock, second call) nothing changes. `le`: YYYY-MM-DD.
 */
export async function arreterDelai(ctx: Context, personneId: string, le: string): Promise<void> {
  await ctx.db
    .updateTable('entree')
    .set({ orienteLe: le })
    .where('personneId', '=', personneId)
    .where('orienteLe', 'is', null)
    .where('closeLe', 'is', null)
    .execute()
}

/**
 * What an imported follow-up says of running delays: begun before the reception, the person wasn't an entrant (rule E1 c); begun
 * since, it is the orientation of that delay (rule E4). `suivis`: person and first day of the follow-up.
 */
export async function rapporterSuivisConnus(
  ctx: Context,
  suivis: readonly { personneId: string; debut: string }[],
): Promise<void> {
  await sql`
    update entree e set
      oriente_le = case when s.debut >= e.recu_le then s.debut end,
      close_le = case when s.debut < e.recu_le then ${ctx.today}::date end,
      close_motif = case when s.debut < e.recu_le then 'suivi-connu' end
    from unnest(${suivis.map(s => s.personneId)}::uuid[], ${suivis.map(s => s.debut)}::date[]) as s (personne_id, debut)
    where e.personne_id = s.personne_id and e.oriente_le is null and e.close_le is null`.execute(ctx.db)
}
