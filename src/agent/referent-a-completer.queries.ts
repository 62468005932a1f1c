import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { recitAgentCree } from './agent.recits.ts'
import { ouvrirHabilitation } from './habilitation.queries.ts'
import { ROLE_DE_SUIVI } from './roles.ts'

/** Why a file gives nothing to an agent whose account is closed. */
export const AGENT_DESACTIVE = 'cet agent est désactivé : l’administrateur peut le rouvrir'

/** Which of these addresses are those of agents whose account was closed. */
export async function adressesDesactivees(ctx: Context, courriels: readonly string[]): Promise<Set<string>> {
  const agents = await ctx.db
    .selectFrom('agent')
    .select('courriel')
    .where(eb => eb('courriel', '=', eb.fn.any(eb.val(courriels))))
    .where('desactiveLe', 'is not', null)
    .execute()
  return new Set(agents.map(a => a.courriel))
}

/**
 * The agent of this address as référent of this structure; unknown, they are created « à compléter », with no account: the
 * administrator gives one. The name is guessed from the address until then. Not for an address of `adressesDesactivees`.
 */
export async function assurerReferent(ctx: Context, courriel: string, structureId: string): Promise<string> {
  const connu = await ctx.db.selectFrom('agent').select('id').where('courriel', '=', courriel).executeTakeFirst()
  const id = connu?.id ?? uuidv7()
  if (!connu) {
    const [prenom = '', nom = ''] = (courriel.split('@')[0] ?? '').split('.')
    const agent = {
      courriel,
      nom: (nom || prenom).toUpperCase(),
      prenom: nom ? prenom.charAt(0).toUpperCase() + prenom.slice(1) : '',
      aCompleter: true,
    }
    await ctx.db
      .insertInto('agent')
      .values({ id, ...agent })
      .execute()
    await ctx.record({ objet: 'agent', id }, recitAgentCree, { apres: agent })
  }
  const habilitation = await ctx.db
    .selectFrom('habilitation')
    .select('id')
    .where('agentId', '=', id)
    .where('role', '=', ROLE_DE_SUIVI)
    .where('structureId', '=', structureId)
    .where('fin', 'is', null)
    .executeTakeFirst()
  if (!habilitation)
    await ouvrirHabilitation(ctx, id, {
      id: uuidv7(),
      role: ROLE_DE_SUIVI,
      structureId,
      equipeId: null,
      secteur: null,
      plafond: null,
    })
  return id
}
