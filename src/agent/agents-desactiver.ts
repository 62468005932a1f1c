import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { recitAgentDesactive } from './agent.recits.ts'
import { agentVerrouille, exigerAutreAdministrateur, exigerSuivisTransmis } from './agents.queries.ts'
import { fermerCompte } from './compte/compte.queries.ts'
import { cloreHabilitations, finirAvecLesRoles } from './habilitation.queries.ts'
import { traits } from './roles.ts'

/**
 * Ends an agent's account in the territory: roles closed, sessions and link ended; what they did stays signed by them, what hung on the
 * roles ends. What they have in another territory stays whole.
 * Refuses while persons have them for référent, and for the last administrator.
 */
export const desactiverAgent = useCase(
  {
    route: 'POST /agents/:agentId/desactivation',
    summary: 'Désactiver un agent',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid() }),
    output: z.object({ id: z.uuid(), desactiveLe: z.string() }),
  },
  async (ctx, { agentId }) => {
    const agent = await agentVerrouille(ctx, agentId)
    if (agent.desactiveLe) return { id: agentId, desactiveLe: agent.desactiveLe }
    await exigerSuivisTransmis(ctx, agentId)
    const habilitations = await ctx.db
      .selectFrom('habilitation')
      .select(['id', 'role'])
      .where('agentId', '=', agentId)
      .where('fin', 'is', null)
      .execute()
    const ids = habilitations.map(h => h.id)
    if (habilitations.some(h => traits(h.role)?.permissions.includes('territoire.administrer')))
      await exigerAutreAdministrateur(ctx, ids)
    await cloreHabilitations(ctx, ids)
    await ctx.db.updateTable('agent').set({ desactiveLe: ctx.today }).where('id', '=', agentId).execute()
    await finirAvecLesRoles(ctx, agentId)
    await ctx.record({ objet: 'agent', id: agentId }, recitAgentDesactive, { apres: { desactiveLe: ctx.today } })
    await fermerCompte(ctx, agentId)
    return { id: agentId, desactiveLe: ctx.today }
  },
)
