import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { perimetre } from '../../agent/perimetre.ts'
import { porteeDuDepot } from '../../agent/portee-depot.queries.ts'
import { traits } from '../../agent/roles.ts'
import type { Context } from '../../socle/use-case.ts'

/** SQL condition: a list brought by the agent of `ctx` may write on this person. */
export async function porteeDeListe(ctx: Context, personneId: RawBuilder<unknown>): Promise<RawBuilder<SqlBool>> {
  // An agent before a screen sees no more than their scope; archives stay closed to them.
  if (traits(ctx.agent.role)?.listes === 'perimetre') return perimetre(ctx, personneId)
  const portee = await porteeDuDepot(ctx)
  return portee ? perimetre({ ...ctx, agent: { ...ctx.agent, genre: 'agent', ...portee } }, personneId) : sql`true`
}
