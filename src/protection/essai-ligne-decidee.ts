import type { Kysely } from 'kysely'
import type { DB } from '../socle/tables.ts'

/** A line of a list that resembled a file and was decided to be it: what it holds of the person. */
export async function saLigneDecidee(db: Kysely<DB>, importId: string, personneId: string): Promise<void> {
  const [ligne, le] = [{ importId, ligne: 2 }, '2019-01-10T10:00:00Z']
  await db
    .insertInto('importLigne')
    .values({ ...ligne, resultat: 'creee', personneId })
    .execute()
  await db
    .insertInto('importDoute')
    .values({ ...ligne, personneId, depuis: le, decideLe: le, decideNom: 'Agent ESSAI', decision: 'connue' })
    .execute()
  await db
    .insertInto('importCandidat')
    .values({ ...ligne, personneId })
    .execute()
}
