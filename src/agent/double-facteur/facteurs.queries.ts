import type { Base } from '../../socle/db.ts'
import { changerDeGeneration, fermerCelles, marquerForte } from '../session/sessions-ouvertes.queries.ts'
import { type Compte, nombreDeFacteurs } from './preuve.queries.ts'
import { refaireCodes } from './secours.queries.ts'

/**
 * What follows a factor that was added: this session is strong. With the first one, the others, opened by a password alone, close, and
 * ten recovery codes are told; none with the next ones.
 */
export async function facteurAjoute(base: Base, { identiteId, sessionId }: Compte): Promise<string[]> {
  await changerDeGeneration(base.commun, identiteId)
  await marquerForte(base, [sessionId], true)
  if ((await nombreDeFacteurs(base, identiteId)) > 1) return []
  await fermerCelles(base, identiteId, { sauf: sessionId })
  return refaireCodes(base.commun, identiteId)
}

/** What follows a factor that was taken away: without any, recovery codes stand for nothing and no session is strong. */
export async function facteurRetire(base: Base, identiteId: string): Promise<void> {
  await changerDeGeneration(base.commun, identiteId)
  if (await nombreDeFacteurs(base, identiteId)) return
  await base.commun.deleteFrom('codeSecours').where('identiteId', '=', identiteId).execute()
  const siennes = await base.commun
    .selectFrom('session')
    .select('id')
    .where('identiteId', '=', identiteId)
    .where('moyen', '<>', 'proconnect')
    .execute()
  await marquerForte(
    base,
    siennes.map(s => s.id),
    false,
  )
}
