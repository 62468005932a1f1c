import { sql } from 'kysely'
import { z } from 'zod'
import { arreterDelaisDecides } from '../../droit/delai.queries.ts'
import { job } from '../../socle/job.ts'
import type { Context } from '../../socle/use-case.ts'

/** Numbers of events that others may hold and not have written yet: those who decided meanwhile are looked for from that far before. */
const MARGE = 1000
/** How long who is still writing as the import ends is waited for, in milliseconds. */
const ATTENTE_MS = 5000

/** Number of the last event: what is decided from then on may not be seen by an import that begins. */
export async function dernierEvenement({ db }: Pick<Context, 'db'>): Promise<number> {
  const { dernier } = await db
    .selectFrom('evenement')
    .select(eb => eb.fn.max('id').as('dernier'))
    .executeTakeFirstOrThrow()
  return dernier ?? 0
}

/**
 * What was decided of persons while a file was applied, whichever came first: neither saw what the other wrote. The delay that the file
 * opened is stopped by the orientation that didn't know of it (rule E4), and what is due to these persons is drawn from both.
 */
export const accorderDecides = job(
  'accorder-decides',
  z.object({ import: z.int(), depuis: z.int() }),
  async (ctx, { import: numero, depuis }) => {
    await attendreEcrivains(ctx)
    const { rows } = await sql<{ id: string }>`
      select distinct personne_id as id from evenement
      where id > ${depuis - MARGE}::bigint and personne_id is not null and import is distinct from ${numero}::int`.execute(
      ctx.db,
    )
    const personnes = rows.map(r => r.id)
    await arreterDelaisDecides(ctx, personnes)
    for (const id of personnes) ctx.touchees.add(id)
  },
  { titre: 'Mise en accord de ce qui s’est décidé pendant un import' },
)

/** Whoever was writing an event as this began has ended, or takes too long: another import, which has its own turn. */
async function attendreEcrivains(ctx: Context): Promise<void> {
  const ecrivains = async (parmi: readonly string[] | null) => {
    const { rows } = await sql<{ qui: string }>`
      select v.virtualtransaction as qui from pg_locks v
      where v.relation = 'evenement'::regclass and v.mode = 'RowExclusiveLock' and v.pid <> pg_backend_pid()
        and v.database = (select b.oid from pg_database b where b.datname = current_database())
        and (${parmi}::text[] is null or v.virtualtransaction = any(${parmi}::text[]))`.execute(ctx.db)
    return rows.map(r => r.qui)
  }
  const fin = performance.now() + ATTENTE_MS
  for (
    let restent = await ecrivains(null);
    restent.length && performance.now() < fin;
    restent = await ecrivains(restent)
  )
    await new Promise(suite => setTimeout(suite, 50))
}
