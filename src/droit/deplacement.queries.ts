import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** What to take back when two files are separated: rows by key, and all the rows of households that were only the other's. */
export type Reprise = { cles: string[]; foyers: string[] }

/**
 * Moves the periods of right of one person to another (merge of two files); a period the other file already tells stays.
 * Returns the keys `foyerId:flux` of what moved.
 */
export async function deplacerDroits(ctx: Context, de: string, vers: string, reprise?: Reprise): Promise<string[]> {
  const choix = reprise
    ? sql`and (d.foyer_id || ':' || d.flux_debut = any(${reprise.cles}) or d.foyer_id = any(${reprise.foyers}::uuid[]))`
    : sql``
  const { rows } = await sql<{ cle: string }>`
    update droit d set personne_id = ${vers} where d.personne_id = ${de} ${choix}
      and not exists (select 1 from droit v where v.personne_id = ${vers} and v.foyer_id = d.foyer_id
        and (v.flux_debut = d.flux_debut or (v.flux_fin is null and d.flux_fin is null)))
    returning d.foyer_id || ':' || d.flux_debut as cle`.execute(ctx.db)
  return rows.map(r => r.cle)
}

/** Moves the entries of one person to another, but a running delay where the other's runs too. Returns the ids moved. */
export async function deplacerEntrees(ctx: Context, de: string, vers: string, seulement?: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update entree e set personne_id = ${vers}
    where e.personne_id = ${de} ${seulement ? sql`and e.id = any(${seulement}::uuid[])` : sql``}
      and not (e.oriente_le is null and e.close_le is null and exists (
        select 1 from entree v where v.personne_id = ${vers} and v.oriente_le is null and v.close_le is null))
    returning e.id`.execute(ctx.db)
  return rows.map(r => r.id)
}
