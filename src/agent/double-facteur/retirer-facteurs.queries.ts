import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { recitFacteursRetires } from '../agent.recits.ts'
import { identiteDeLAgent } from '../compte/compte.queries.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { facteursGardes, oterFacteurs } from './oter-facteurs.queries.ts'

/**
 * Says that all that an agent signs in with besides a password is taken away: applications, keys, recovery codes, ProConnect; it is told
 * to them. Returns whose. Refuses who has no account open here, nor one that waits since a reset (sans-compte), and who also works in
 * another territory (facteurs-gardes): their account isn't this administrator's.
 */
export async function noterRetraitDesFacteurs(ctx: Context, agentId: string): Promise<string> {
  const compte = await identiteDeLAgent(ctx, agentId)
  if (!compte) throw new Refusal('conflict', 'sans-compte', 'Cet agent n’a pas de compte ouvert dans ce territoire.')
  if (compte.ailleurs) throw facteursGardes()
  await ctx.record({ objet: 'agent', id: agentId }, recitFacteursRetires, { apres: {} })
  return compte.identiteId
}

/** Says it, and takes them away; their sessions end. */
export async function retirerFacteurs(ctx: Context, agentId: string): Promise<void> {
  const identiteId = await noterRetraitDesFacteurs(ctx, agentId)
  await ctx.commun.transaction().execute(trx => oterFacteurs(trx, identiteId, ctx.territoire.code))
  oublierSessions(ctx)
}
