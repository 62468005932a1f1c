import { Courriel } from '../../lecture/courriel.ts'
import { dansTransaction, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { Refusal } from '../../socle/refusal.ts'
import { recitFacteursRetires } from '../agent.recits.ts'
import { agentDuLien } from '../compte/activation.ts'
import { envoyerChangement } from '../compte/envoyer-changement.job.ts'
import { reinitialisationsDe } from '../compte/lien-compte.queries.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { oterTousLesFacteurs } from './oter-facteurs.queries.ts'
import { aRetirer } from './preuve.queries.ts'

/**
 * `agent retirer-facteurs` of the command line: takes away all that an account is entered by besides a password, for who lost it and works
 * in several territories, of which no administrator may do it alone. Kept in the history of each, told to the holder there and by mail.
 * Returns the names of these territories. Refuses an address without an account, and one that has nothing to take away.
 */
export async function retirerFacteursEnLigne(base: Base, adresse: string, now: string): Promise<string[]> {
  const courriel = Courriel.safeParse(adresse)
  const compte =
    courriel.success &&
    (await base.commun.selectFrom('identite').select('id').where('courriel', '=', courriel.data).executeTakeFirst())
  if (!courriel.success || !compte)
    throw new Refusal('not-found', 'compte-inconnu', 'Aucun compte n’a cette adresse. Vérifiez-la.')
  if (!(await aRetirer(base, compte.id)))
    throw new Refusal('conflict', 'sans-facteur', 'Ce compte n’a pas de connexion forte : son mot de passe suffit.')
  const ouvert = base.commun.selectFrom('acces').select(['territoire', 'agentId']).where('identiteId', '=', compte.id)
  const ou = [...(await ouvert.execute()), ...(await reinitialisationsDe(base.commun, courriel.data))]
  await base.commun.transaction().execute(trx => oterTousLesFacteurs(trx, compte.id))
  oublierSessions(base)
  const noms: string[] = []
  let ecrit = false
  for (const { territoire: code, agentId } of ou) {
    const agent = await agentDuLien(base, { territoire: code, agentId, courriel: courriel.data }).catch(() => null)
    if (!agent) continue
    const { id, territoire } = agent
    const dire: boolean = courrielPossible() && !territoire.demo && !ecrit
    ecrit ||= dire
    await dansTransaction(base, { agent: SYSTEME, territoire, now }, async ctx => {
      await ctx.record({ objet: 'agent', id }, recitFacteursRetires, { apres: { parLeServeur: true } })
      if (dire) await ctx.enqueue(envoyerChangement, { id, le: now, quoi: 'facteurs' })
    })
    noms.push(territoire.nom)
  }
  return noms
}
