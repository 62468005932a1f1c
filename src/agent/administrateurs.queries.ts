import type { Context } from '../socle/use-case.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { rolesQui } from './roles.ts'

/** Where the administrators of the territory read their mail. */
export async function adressesDesAdministrateurs(ctx: Context): Promise<string[]> {
  const administrateurs = await ctx.db
    .selectFrom('agent as a')
    .innerJoin('habilitation as h', 'h.agentId', 'a.id')
    .select('a.courriel')
    .distinct()
    .where('h.role', 'in', rolesQui('territoire.administrer'))
    .where(habilitationEnCours(ctx.today))
    .where('a.desactiveLe', 'is', null)
    .where('a.aCompleter', '=', false)
    .orderBy('a.courriel')
    .execute()
  return administrateurs.map(a => a.courriel)
}
