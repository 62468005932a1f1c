import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { rendre } from './rendre.queries.ts'

/** What was given to an agent whose role ends is for who it was before: a right to do it doesn't outlive the role. */
export const rendreConfiees = (ctx: Context, agentId: string): Promise<void> =>
  rendre(ctx, sql`e.confiee_a = ${agentId}`)
