import { z } from 'zod'
import { tenirAgent } from '../agent/agents.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { colleguesPour } from './collegues.queries.ts'
import { echeanceAReporter, refusEcheance } from './echeance.queries.ts'
import { recitEcheanceConfiee } from './echeance.recits.ts'
import { CleEcheance } from './echeance.ts'

/**
 * Gives what is to be done to a colleague who may do it and open the file: it opens nothing to them. Given again, it is for the last one
 * only.
 */
export const confierEcheance = useCase(
  {
    route: 'PUT /personnes/:personneId/echeances/:genre/:faitId/collegue',
    summary: 'Confier une échéance à un collègue',
    permission: 'dossier.lire',
    input: CleEcheance.extend({ agentId: z.uuid(), vu: Vus }),
    output: z.object({ agentId: z.uuid() }),
  },
  async (ctx, { agentId, vu, ...cle }) => {
    const { acte, permission, confieeA, agentId: deId } = await echeanceAReporter(ctx, cle)
    if (confieeA === agentId) return { agentId }
    await exigerVus(
      ctx,
      vu,
      { confieeA },
      { sujet: { personne: cle.personneId }, recits: [recitEcheanceConfiee], ou: { genre: cle.genre } },
    )
    await tenirAgent(ctx, agentId)
    const collegue = (await colleguesPour(ctx, cle.personneId, permission)).find(c => c.id === agentId)
    if (!collegue) throw refusEcheance('collegue-impossible')
    await ctx.db
      .updateTable('echeance')
      .set({ confieeA: agentId, confieePar: ctx.agent.id, rappeleeLe: null })
      .where('genre', '=', cle.genre)
      .where('objetId', '=', cle.faitId)
      .execute()
    await ctx.record({ personne: cle.personneId }, recitEcheanceConfiee, {
      avant: confieeA === null ? null : { genre: cle.genre, acte, versId: confieeA },
      apres: { genre: cle.genre, objetId: cle.faitId, acte, deId, versId: agentId, vers: collegue.nom },
    })
    return { agentId }
  },
)
