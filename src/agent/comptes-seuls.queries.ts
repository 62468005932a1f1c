import { sql } from 'kysely'
import type { Base } from '../socle/db.ts'

/** Forgets the accounts that open nothing any more, as when the only territory they worked in was erased, and wait for no link. */
export async function oublierComptesSeuls(commun: Base['commun']): Promise<void> {
  await sql`
    delete from identite i where not exists (select from acces a where a.identite_id = i.id)
      and not exists (select from lien_compte l where l.identite_id = i.id and l.fin is null)`.execute(commun)
}
