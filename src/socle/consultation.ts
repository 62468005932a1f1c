import { type RawBuilder, sql } from 'kysely'
import type { Context } from './use-case.ts'

/** Keeps the trace of a reading of a person's file (architecture rule 6). `quoi`: which part was read, such as 'dossier'. */
export async function consulter(ctx: Context, personneId: string, quoi: string): Promise<void> {
  if (ctx.agent.role === 'systeme') return
  await sql`
    insert into consultation (personne_id, agent_id, habilitation, quoi, le)
    values (${personneId}, ${ctx.agent.id}, ${ctx.agent.role}, ${quoi}, ${ctx.now})`.execute(ctx.db)
}

/**
 * The same trace as `consulter`, as a CTE of the statement that reads: `with lecture as (${lectureEnregistree(…)}) select …`.
 * `personnes` selects the `id` of the persons whose file is read; what isn't found leaves no trace.
 */
export function lectureEnregistree(ctx: Context, personnes: RawBuilder<unknown>, quoi: string): RawBuilder<unknown> {
  if (ctx.agent.role === 'systeme') return sql`select 1 where false`
  return sql`
    insert into consultation (personne_id, agent_id, habilitation, quoi, le)
    select lus.id, ${ctx.agent.id}::uuid, ${ctx.agent.role}, ${quoi}, ${ctx.now}::timestamptz from (${personnes}) lus`
}
