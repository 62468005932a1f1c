import type { Context } from '../socle/use-case.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { rolesQui } from './roles.ts'

/** The administrators of the territory, and where they read their mail; `pour`: that one alone, if they still are. */
export async function administrateurs(ctx: Context, pour?: string): Promise<{ id: string; courriel: string }[]> {
  return ctx.db
    .selectFrom('agent as a')
    .innerJoin('habilitation as h', 'h.agentId', 'a.id')
    .select(['a.id', 'a.courriel'])
    .distinct()
    .where('h.role', 'in', rolesQui('territoire.administrer'))
    .where(habilitationEnCours(ctx.today))
    .where('a.desactiveLe', 'is', null)
    .where('a.aCompleter', '=', false)
    .$if(pour !== undefined, q => q.where('a.id', '=', pour ?? ''))
    .orderBy('a.courriel')
    .execute()
}
