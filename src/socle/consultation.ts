import { sql } from 'kysely'
import type { Context } from './use-case.ts'

/** Keeps the trace of a reading of a person's file (architecture rule 6). `quoi`: which part was read, such as 'dossier'. */
export async function consulter(ctx: Context, personneId: string, quoi: string): Promise<void> {
  if (ctx.agent.role === 'systeme') return
  await sql`
    insert into consultation (personne_id, agent_id, habilitation, quoi, le)
    values (${personneId}, ${ctx.agent.id}, ${ctx.agent.role}, ${quoi}, ${ctx.now})`.execute(ctx.db)
}
