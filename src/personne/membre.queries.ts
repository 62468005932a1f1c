import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** Households that one person has been in and the other never. */
export async function foyersPropres(ctx: Context, personneId: string, autreId: string): Promise<string[]> {
  const { rows } = await sql<{ foyerId: string }>`
    select foyer_id from (select foyer_id, personne_id from membre union select foyer_id, personne_id from droit) t
    where personne_id in (${personneId}, ${autreId}) group by foyer_id
    having bool_and(personne_id = ${personneId})`.execute(ctx.db)
  return rows.map(r => r.foyerId)
}
