import { type RawBuilder, sql } from 'kysely'

/** Households known before that the staged file changes, and those of `organismes` ('CAF 591') that it no longer holds. */
export function foyersTouches(organismes: readonly string[]): RawBuilder<unknown> {
  return sql`
    select f.id as foyer_id from import_foyer i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa where i.change
    union all
    select f.id from foyer f where f.present and f.organisme || ' ' || f.numero_organisme = any(${[...organismes]})
      and not exists (select 1 from import_foyer i where i.numero_demande_rsa = f.numero_demande_rsa)`
}

/**
 * Persons known before on whom the staged file may write: those it tells of, and those of the households it touches. Call once they
 * are matched.
 */
export function personnesTouchees(organismes: readonly string[]): RawBuilder<unknown> {
  return sql`
    select personne_id from import_personne where connue
    union all
    select m.personne_id from membre m join (${foyersTouches(organismes)}) t on t.foyer_id = m.foyer_id where m.fin is null
    union all
    select d.personne_id from droit d join (${foyersTouches(organismes)}) t on t.foyer_id = d.foyer_id where d.flux_fin is null`
}
