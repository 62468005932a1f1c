import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { recitFacteursRetires } from '../agent.recits.ts'
import { identiteDeLAgent } from '../compte/compte.queries.ts'
import { fermerSessions } from '../session/sessions-ouvertes.queries.ts'

/**
 * Takes away all that an agent signs in with besides a password: applications, keys, recovery codes, ProConnect. Their sessions end; it is
 * told to them. Refuses who has no account open here, nor one that waits since a reset (sans-compte), and who also works in another
 * territory (facteurs-gardes): their account isn't this administrator's.
 */
export async function retirerFacteurs(ctx: Context, agentId: string): Promise<void> {
  const compte = await identiteDeLAgent(ctx, agentId)
  if (!compte) throw new Refusal('conflict', 'sans-compte', 'Cet agent n’a pas de compte ouvert dans ce territoire.')
  if (compte.ailleurs)
    throw new Refusal(
      'conflict',
      'facteurs-gardes',
      'La connexion forte de ce compte ne se retire pas d’ici : son titulaire se sert d’un code de secours, ou la retire dans « Mon compte ».',
    )
  const { identiteId } = compte
  await ctx.record({ objet: 'agent', id: agentId }, recitFacteursRetires, { apres: {} })
  await ctx.commun.deleteFrom('totp').where('identiteId', '=', identiteId).execute()
  await ctx.commun.deleteFrom('cleAcces').where('identiteId', '=', identiteId).execute()
  await ctx.commun.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
  await ctx.commun.deleteFrom('identiteFederee').where('identiteId', '=', identiteId).execute()
  await fermerSessions(ctx, identiteId)
}
