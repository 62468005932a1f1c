import { sql } from 'kysely'
import type { Base } from '../socle/db.ts'

/** SQL (boolean): an account `i` opens nothing any more, and waits for no link. */
export const COMPTE_SEUL = `not exists (select from commun.acces a where a.identite_id = i.id)
  and not exists (select from commun.lien_compte l where l.identite_id = i.id and l.fin is null)`

/** Forgets the accounts that open nothing any more, as when their last access was taken back, and wait for no link. */
export async function oublierComptesSeuls(commun: Base['commun']): Promise<void> {
  await sql`delete from commun.identite i where ${sql.raw(COMPTE_SEUL)}`.execute(commun)
}
