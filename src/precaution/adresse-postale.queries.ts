import { type RawBuilder, sql } from 'kysely'
import { ordreDe, type SourceDonnee } from '../personne/donnees/donnee.ts'
import { precedence } from '../personne/donnees/precedence.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import type { AdressePostale } from './adresse-postale.ts'

const RUE = sql`coalesce(nullif(f.voie, ''), nullif(f.lieu_dit, ''), nullif(f.complement, ''))`

/** What another source says, on one line: a commune, its postal code before it or not, is nowhere to post to. */
const DITE = sql`d.champ = 'adresse' and d.retenue and d.valeur !~ '^\\s*(\\d{5}\\s+)?[^\\d,\\n]+$'`

/**
 * SQL (boolean): somewhere to post to is known, from whatever source; a commune alone is none. Who has no home is handed their letter,
 * which says so. `personneId` is a column, such as sql.ref('p.id').
 */
export const adresseConnue = (personneId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from foyer_courant f where f.personne_id = ${personneId} and (f.sans_domicile_fixe or ${RUE} is not null))
  or exists (select 1 from donnee d where d.personne_id = ${personneId} and ${DITE}))`

/** The same, of one person. */
export async function adresseEstConnue(ctx: Context, personneId: string): Promise<boolean> {
  const { rows } = await sql<{ connue: boolean }>`
    select ${adresseConnue(sql.ref('p.id'))} as connue from personne p where p.id = ${personneId}`.execute(ctx.db)
  return rows[0]?.connue === true
}

/**
 * The address that a letter carries: that of the household or the one kept of what other sources say, whichever comes first in the
 * territory's order of sources (E6). Whoever may see it: what covers it is for who writes the letter (courrier/envoi.ts).
 */
export async function adressePostale(ctx: Context, personneId: string): Promise<AdressePostale> {
  const { rows } = await sql<AdressePostale & { organisme: SourceDonnee | null; source: SourceDonnee | null }>`
    select f.complement, f.voie, f.lieu_dit, f.code_postal, ${COMMUNE_DITE} as commune,
      coalesce(f.sans_domicile_fixe, false) as sans_domicile_fixe,
      case when ${RUE} is not null then f.organisme end as organisme, d.valeur as dite, d.source
    from personne p
      left join lateral (select * from foyer_courant where personne_id = p.id) f on true
      left join donnee d on d.personne_id = p.id and ${DITE}
    where p.id = ${personneId}`.execute(ctx.db)
  const { organisme = null, source = null, ...adresse } = rows[0] ?? { ...SANS_ADRESSE }
  if (!source || !organisme) return adresse
  const ordre = ordreDe('adresse', await precedence(ctx))
  const rang = (s: SourceDonnee) => (ordre.includes(s) ? ordre.indexOf(s) : ordre.length)
  return rang(organisme) < rang(source) ? { ...adresse, dite: null } : adresse
}

const SANS_ADRESSE: AdressePostale & { organisme?: null; source?: null } = {
  ...{ complement: null, voie: null, lieuDit: null, codePostal: null, commune: null },
  ...{ sansDomicileFixe: false, dite: null },
}
