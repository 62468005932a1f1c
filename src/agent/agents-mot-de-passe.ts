import { z } from 'zod'
import { chiffrerMotDePasse } from '../socle/auth/mot-de-passe.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitMotDePasseProvisoire } from './agent.recits.ts'
import { agentVerrouille, deconnecterPartout, motDePasseProvisoire } from './agents.queries.ts'

/**
 * Gives an agent who lost theirs a new temporary password, told once, and ends their sessions. Refuses an agent without an
 * account yet, and one who also works in another territory: their password isn't this administrator's to change.
 */
export const reinitialiserMotDePasse = useCase(
  {
    route: 'POST /agents/:agentId/mot-de-passe',
    summary: 'Donner un nouveau mot de passe provisoire',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid() }),
    output: z.object({ id: z.uuid(), motDePasse: z.string() }),
  },
  async (ctx, { agentId }) => {
    const agent = await agentVerrouille(ctx, agentId)
    const territoires = await ctx.commun
      .selectFrom('acces')
      .select('territoire')
      .where('identiteId', '=', agentId)
      .execute()
    if (agent.desactiveLe || territoires.length === 0) {
      throw new Refusal(
        'conflict',
        'sans-compte',
        'Cet agent n’a pas de compte ouvert. Créez-le avec la même adresse : il recevra un mot de passe.',
      )
    }
    if (territoires.length > 1) {
      throw new Refusal(
        'conflict',
        'compte-partage',
        'Cet agent travaille aussi dans un autre territoire : lui seul peut changer son mot de passe, sur sa page « Mon compte ».',
      )
    }
    const motDePasse = motDePasseProvisoire()
    await ctx.commun
      .updateTable('identite')
      .set({ motDePasse: await chiffrerMotDePasse(motDePasse) })
      .where('id', '=', agentId)
      .execute()
    await ctx.record({ objet: 'agent', id: agentId }, recitMotDePasseProvisoire, { apres: {} })
    await deconnecterPartout(ctx, agentId)
    return { id: agentId, motDePasse }
  },
)
