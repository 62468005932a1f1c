import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitFacteursRetires } from '../agent.recits.ts'
import { agentVerrouille } from '../agents.queries.ts'
import { compteDeLAgent } from '../compte/compte.queries.ts'
import { fermerSessions } from '../session/sessions-ouvertes.queries.ts'

/**
 * Takes away all the factors of an agent who lost them, recovery codes included: their password alone opens again, and where the
 * territory requires more they are led to set it up. Their sessions end. Refuses who also works in another territory: their account isn't
 * this administrator's.
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
    const { identiteId, ailleurs } = await compteDeLAgent(ctx, agentId)
    if (ailleurs)
      throw new Refusal(
        'conflict',
        'facteurs-gardes',
        'La connexion forte de ce compte ne se retire pas d’ici : son titulaire se sert d’un code de secours, ou la retire dans « Mon compte ».',
      )
    await ctx.record({ objet: 'agent', id: agentId }, recitFacteursRetires, { apres: {} })
    await ctx.commun.deleteFrom('totp').where('identiteId', '=', identiteId).execute()
    await ctx.commun.deleteFrom('cleAcces').where('identiteId', '=', identiteId).execute()
    await ctx.commun.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
    await ctx.commun.deleteFrom('identiteFederee').where('identiteId', '=', identiteId).execute()
    await fermerSessions(ctx, identiteId)
    return { id: agentId }
  },
)
