import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { agentVerrouille } from '../agents.queries.ts'
import { retirerFacteurs } from './retirer-facteurs.queries.ts'

/**
 * Takes away all the factors of an agent who lost them, or to whom somebody gave theirs: their password alone opens again, and where the
 * territory requires more they are led to set it up.
 */
export const retirerFacteursAgent = useCase(
  {
    route: 'POST /agents/:agentId/connexion-forte/retrait',
    summary: 'Retirer la connexion forte d’un agent qui a tout perdu',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { agentId }) => {
    await agentVerrouille(ctx, agentId)
    await retirerFacteurs(ctx, agentId)
    return { id: agentId }
  },
)
