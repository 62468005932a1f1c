import type { Essai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Somebody's file opened for a reason said, and read; then their name in a list. */
export async function unNomLu(essai: Essai, acteurId: string, personneId: string, le: string): Promise<void> {
  const db = essai.base.territoire('59')
  const qui = { acteur: 'agent', acteurId, role: 'referent', le }
  await db
    .insertInto('consultation')
    .values({ ...qui, personneId, quoi: 'dossier' })
    .execute()
  await db
    .insertInto('ouverture')
    .values({ id: uuidv7(), personneId, agentId: acteurId, role: 'referent', le, motif: 'urgence' })
    .execute()
  await db
    .insertInto('lectureListe')
    .values({ ...qui, personnes: [personneId], liste: 'portefeuille' })
    .execute()
}
