import { dansTransaction, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { recitCompteCede } from '../agent.recits.ts'
import { nombreDeFacteurs } from '../double-facteur/preuve.queries.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { agentDuLien } from './activation.ts'
import { compteTenu } from './compte.queries.ts'
import { finirOublis, reinitialisationsDe } from './lien-compte.queries.ts'

type Cede = { territoire: string; agentId: string }

/**
 * Whoever got a link by mail at an address whose account was opened without that proof, and says that it isn't theirs: that account, with
 * all that opened it, gives way, but one that has a second factor (refused). Nothing that it worked in comes to them: each territory makes
 * another link. Returns where it worked.
 */
export async function cederLeCompte(trx: Base['commun'], courriel: string, now: string): Promise<Cede[]> {
  const tenu = await compteTenu(trx, courriel)
  if (!tenu?.sert || tenu.adresseProuvee) return []
  // What a reset makes wait keeps its second factors for it.
  if ((await reinitialisationsDe(trx, courriel)).length > 0) return []
  // A mailbox alone takes nothing from who signs in with more than a password: who runs the server may take it away (refused: conflict).
  if ((await nombreDeFacteurs({ commun: trx }, tenu.id)) > 0) throw compteFort()
  const ou = await trx.selectFrom('acces').select(['territoire', 'agentId']).where('identiteId', '=', tenu.id).execute()
  await trx.deleteFrom('identite').where('id', '=', tenu.id).execute()
  await finirOublis(trx, courriel, now)
  return ou
}

const compteFort = () =>
  new Refusal(
    'conflict',
    'compte-fort',
    'Le compte de cette adresse a une connexion forte\u00a0: un lien reçu par courriel ne suffit pas à le reprendre. S’il n’est pas à vous, dites-le à l’administrateur de votre territoire\u00a0: qui tient le serveur peut la retirer. Ce lien servira alors, ou un autre s’il est trop vieux.',
  )

/** Tells it where it worked. */
export async function noterCede(base: Base, cedes: Cede[], courriel: string, now: string): Promise<void> {
  if (cedes.length > 0) oublierSessions(base)
  for (const { territoire: code, agentId } of cedes) {
    const agent = await agentDuLien(base, { territoire: code, agentId, courriel }).catch(() => null)
    if (!agent) continue
    const { id, territoire } = agent
    await dansTransaction(base, { agent: SYSTEME, territoire, now }, ctx =>
      ctx.record({ objet: 'agent', id }, recitCompteCede, { apres: {} }),
    )
  }
}
