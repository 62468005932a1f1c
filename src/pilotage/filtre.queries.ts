import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { EST_UNE_ENTREE } from '../droit/delai.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { communesFiltrees } from '../territoire/decoupage.queries.ts'
import type { DemandeIndicateur } from './pilotage.ts'

/** The day the figures are told as of: a day to come is today, since nothing is known of it. */
export function jourDeMesure(ctx: Context, { asOf }: Pick<DemandeIndicateur, 'asOf'>): string {
  return asOf && asOf < ctx.today ? asOf : ctx.today
}

/**
 * SQL condition: the entree `e` belongs to the part of the population asked, and isn't the leftover of a merged file, nor of somebody who
 * turned out to be followed already.
 * The commune is the one of the household of the entree.
 */
export function entreeRetenue(ctx: Context, demande: DemandeIndicateur): RawBuilder<SqlBool> {
  const communes = communesFiltrees(ctx.territoire.code, demande)
  return sql`${EST_UNE_ENTREE}
    and not exists (select 1 from personne f where f.id = e.personne_id and f.fusionnee_dans is not null)
    ${communes ? sql`and exists (select 1 from foyer f where f.id = e.foyer_id and f.code_insee = any(${communes}))` : sql``}
    ${demande.sexe ? sql`and exists (select 1 from personne f where f.id = e.personne_id and f.sexe = ${demande.sexe})` : sql``}`
}

/** SQL condition: the person (a column such as sql.ref('o.personne_id')) was on that day in the part of the population asked. */
export function personneRetenue(
  ctx: Context,
  demande: DemandeIndicateur,
  personneId: RawBuilder<unknown>,
  jour: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  const communes = communesFiltrees(ctx.territoire.code, demande)
  return sql`not exists (select 1 from personne f where f.id = ${personneId} and f.fusionnee_dans is not null)
    ${
      communes
        ? sql`and exists (select 1 from membre m join foyer f on f.id = m.foyer_id where m.personne_id = ${personneId}
      and m.debut <= ${jour} and (m.fin is null or m.fin > ${jour}) and f.code_insee = any(${communes}))`
        : sql``
    }
    ${demande.sexe ? sql`and exists (select 1 from personne f where f.id = ${personneId} and f.sexe = ${demande.sexe})` : sql``}`
}
