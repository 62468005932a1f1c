import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { recitAgentCree, recitAgentModifie } from './agent.recits.ts'
import { IdentiteAgent } from './agent.ts'
import { agentVerrouille } from './agents.queries.ts'

/** Corrects who an agent is, and completes one that an import created. The address, by which they sign in, stays. */
export const modifierAgent = useCase(
  {
    route: 'PUT /agents/:agentId',
    summary: 'Corriger un agent',
    permission: 'territoire.administrer',
    input: IdentiteAgent.extend({ agentId: z.uuid(), vu: Vus }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { agentId, vu, ...apres }) => {
    const avant = await agentVerrouille(ctx, agentId)
    const cles = ['nom', 'prenom', 'telephone'] as const
    if (cles.every(cle => avant[cle] === apres[cle])) return { id: agentId }
    await exigerVus(ctx, vu, avant, {
      sujet: { objet: 'agent', id: agentId },
      recits: [recitAgentModifie, recitAgentCree],
    })
    await ctx.db.updateTable('agent').set(apres).where('id', '=', agentId).execute()
    await ctx.record({ objet: 'agent', id: agentId }, recitAgentModifie, { avant, apres })
    return { id: agentId }
  },
)
