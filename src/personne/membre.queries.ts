import { sql } from 'kysely'
import type { Reprise } from '../droit/deplacement.queries.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * Moves a person's places in households to another person (merge of two files, or its undoing). Returns the keys
 * `foyerId:début:fin` of what moved. Two running places in one household are refused before (two persons for the CAF).
 */
export async function deplacerMembres(ctx: Context, de: string, vers: string, reprise?: Reprise): Promise<string[]> {
  const cle = sql`m.foyer_id || ':' || m.debut || ':' || coalesce(m.fin::text, '')`
  const choix = reprise
    ? sql`and (${cle} = any(${reprise.cles}) or m.foyer_id = any(${reprise.foyers}::uuid[]))`
    : sql``
  const { rows } = await sql<{ cle: string }>`
    update membre m set personne_id = ${vers} where m.personne_id = ${de} ${choix}
      and not (m.fin is null and exists (
        select 1 from membre v where v.personne_id = ${vers} and v.foyer_id = m.foyer_id and v.fin is null))
    returning ${cle} as cle`.execute(ctx.db)
  return rows.map(r => r.cle)
}

/** Households that one person has been in and the other never. */
export async function foyersPropres(ctx: Context, personneId: string, autreId: string): Promise<string[]> {
  const { rows } = await sql<{ foyerId: string }>`
    select foyer_id from (select foyer_id, personne_id from membre union select foyer_id, personne_id from droit) t
    where personne_id in (${personneId}, ${autreId}) group by foyer_id
    having bool_and(personne_id = ${personneId})`.execute(ctx.db)
  return rows.map(r => r.foyerId)
}
