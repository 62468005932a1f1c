import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { recitAgentModifie } from './agent.recits.ts'
import { agentVerrouille } from './agents.queries.ts'

/** Corrects who an agent is, and completes one that an import created. The address, by which they sign in, stays. */
export const modifierAgent = useCase(
  {
    route: 'PUT /agents/:agentId',
    summary: 'Corriger un agent',
    permission: 'territoire.administrer',
    input: z.object({
      agentId: z.uuid(),
      nom: z.string().trim().min(1, { error: 'Écrivez le nom.' }).max(100),
      prenom: z.string().trim().min(1, { error: 'Écrivez le prénom.' }).max(100),
      telephone: z.string().trim().max(30).nullable(),
    }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { agentId, nom, prenom, telephone }) => {
    const avant = await agentVerrouille(ctx, agentId)
    const apres = { nom, prenom, telephone: telephone || null }
    if (avant.nom === nom && avant.prenom === prenom && avant.telephone === apres.telephone) return { id: agentId }
    await ctx.db.updateTable('agent').set(apres).where('id', '=', agentId).execute()
    await ctx.record({ objet: 'agent', id: agentId }, recitAgentModifie, { avant, apres })
    return { id: agentId }
  },
)
