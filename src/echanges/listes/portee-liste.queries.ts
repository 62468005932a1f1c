import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { perimetre } from '../../agent/perimetre.ts'
import { porteeDuDepot } from '../../agent/portee-depot.queries.ts'
import type { Context } from '../../socle/use-case.ts'

/** SQL condition: a list brought by the agent of `ctx` may write on this person. */
export async function porteeDeListe(ctx: Context, personneId: RawBuilder<unknown>): Promise<RawBuilder<SqlBool>> {
  const portee = await porteeDuDepot(ctx)
  return portee ? perimetre({ ...ctx, agent: { ...ctx.agent, genre: 'agent', ...portee } }, personneId) : sql`true`
}
