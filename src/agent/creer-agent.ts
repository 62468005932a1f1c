import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { recitAgentCree } from './agent.recits.ts'
import { DemandeAgent } from './agent.ts'
import { comptesOuverts } from './compte/compte.queries.ts'
import { faireLien, LienDonne, lienEnAttente } from './compte/donner-lien.ts'
import { donnerLesRolesDits } from './habilitation.queries.ts'

/**
 * Gives a professional an account to open and their roles in this territory: they choose their password themselves, by the link they are
 * sent. An agent that an import left « à compléter », or deactivated, keeps their `id` (the answer tells it) and is taken up
 * again: they hold the roles said here, no other, but stay référent of whom they follow.
 * Refuses an address already used by an agent of the territory, a role that can't be opened. Sent again, it makes no other link.
 */
export const creerAgent = useCase(
  {
    route: 'POST /agents',
    summary: 'Créer un agent',
    permission: 'territoire.administrer',
    input: DemandeAgent,
    output: LienDonne.extend({ id: z.uuid() }),
  },
  async (ctx, demande) => {
    const { id, deja } = await inscrireAgent(ctx, demande)
    if (deja) return { id, ...(await lienEnAttente(ctx, id)) }
    return { id, ...(await faireLien(ctx, { id, courriel: demande.courriel })) }
  },
)

/** An agent and their roles, without any account yet. `deja`: the same demand was served already. Refuses as `creerAgent`. */
export async function inscrireAgent(ctx: Context, demande: DemandeAgent): Promise<{ id: string; deja: boolean }> {
  const { nom, prenom, telephone, courriel } = demande
  const agent = await ctx.db
    .selectFrom('agent')
    .selectAll()
    .where('courriel', '=', courriel)
    .forUpdate()
    .executeTakeFirst()
  if (agent && (await dejaFait(ctx, agent.id, demande))) return { id: agent.id, deja: true }
  if (agent && !agent.aCompleter && !agent.desactiveLe) {
    const ouvert = (await comptesOuverts(ctx, [agent.id])).has(agent.id)
    const message = ouvert
      ? 'Un agent du territoire a déjà cette adresse. Ouvrez sa fiche pour lui donner un autre rôle.'
      : 'Un agent du territoire a déjà cette adresse, et n’a pas ouvert son compte. Ouvrez sa fiche pour lui faire un autre lien.'
    throw new Refusal('conflict', 'courriel-deja-pris', message, [{ champ: 'courriel', message }])
  }
  const id = agent?.id ?? demande.id
  const ecrit = await ctx.db
    .insertInto('agent')
    .values({ id, nom, prenom, courriel, telephone })
    .onConflict(c =>
      c
        .column('id')
        .doUpdateSet({ nom, prenom, telephone, aCompleter: false, desactiveLe: null })
        .where('agent.courriel', '=', courriel),
    )
    .returning('id')
    .executeTakeFirst()
  if (!ecrit)
    throw new Refusal('conflict', 'identifiant-pris', 'Cette demande porte un numéro déjà pris. Recommencez-la.')
  await ctx.record({ objet: 'agent', id }, recitAgentCree, {
    apres: { nom, prenom, telephone, courriel, repris: agent !== undefined },
  })
  await donnerLesRolesDits(ctx, id, demande.habilitations)
  return { id, deja: false }
}

/** The same demand was served already (sent twice after a cut): one of its roles is there. */
async function dejaFait(ctx: Context, agentId: string, demande: DemandeAgent): Promise<boolean> {
  const ids = demande.habilitations.map(h => h.id)
  const connue = await ctx.db
    .selectFrom('habilitation')
    .select('id')
    .where('agentId', '=', agentId)
    .where('id', 'in', ids)
    .executeTakeFirst()
  return connue !== undefined
}
