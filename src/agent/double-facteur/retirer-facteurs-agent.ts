import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitFacteursRetires } from '../agent.recits.ts'
import { agentVerrouille } from '../agents.queries.ts'
import { fermerSessions } from '../session/session.queries.ts'

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
    const territoires = await ctx.commun
      .selectFrom('acces')
      .select('territoire')
      .where('identiteId', '=', agentId)
      .execute()
    if (territoires.some(({ territoire }) => territoire !== ctx.territoire.code))
      throw new Refusal(
        'conflict',
        'compte-partage',
        'Cet agent travaille aussi dans un autre territoire : sa connexion forte protège aussi cet autre. Il se sert d’un code de secours.',
      )
    await ctx.record({ objet: 'agent', id: agentId }, recitFacteursRetires, { apres: {} })
    await ctx.commun.deleteFrom('totp').where('identiteId', '=', agentId).execute()
    await ctx.commun.deleteFrom('cleAcces').where('identiteId', '=', agentId).execute()
    await ctx.commun.deleteFrom('codeSecours').where('identiteId', '=', agentId).execute()
    await ctx.commun.deleteFrom('identiteFederee').where('identiteId', '=', agentId).execute()
    await ctx.commun.deleteFrom('etape').where('identiteId', '=', agentId).execute()
    await fermerSessions(ctx, agentId)
    return { id: agentId }
  },
)
