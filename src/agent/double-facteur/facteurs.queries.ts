import type { Base } from '../../socle/db.ts'
import { changerDeGeneration, oterSessions } from '../session/sessions-ouvertes.queries.ts'
import { nombreDeFacteurs } from './preuve.queries.ts'
import { refaireCodes } from './secours.queries.ts'

type Commun = Base['commun']

/**
 * What follows a factor that was added: this session is strong. With the first one, the others, opened by a password alone, close, and
 * ten recovery codes are told; none with the next ones.
 */
export async function facteurAjoute(trx: Commun, identiteId: string, sessionId: string): Promise<string[]> {
  await trx.updateTable('session').set({ forte: true }).where('id', '=', sessionId).execute()
  if ((await nombreDeFacteurs({ commun: trx }, identiteId)) > 1) {
    await changerDeGeneration(trx, identiteId)
    return []
  }
  await oterSessions(trx, identiteId, { sauf: sessionId })
  return refaireCodes(trx, identiteId)
}

/** What follows a factor that was taken away: without any, recovery codes stand for nothing and no session is strong. */
export async function facteurRetire(trx: Commun, identiteId: string): Promise<void> {
  await changerDeGeneration(trx, identiteId)
  if (await nombreDeFacteurs({ commun: trx }, identiteId)) return
  await trx.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
  await trx
    .updateTable('session')
    .set({ forte: false })
    .where('identiteId', '=', identiteId)
    .where('moyen', '<>', 'proconnect')
    .execute()
}
