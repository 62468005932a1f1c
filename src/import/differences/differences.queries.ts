import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { TABLES_SUIVIES, type TableSuivie } from './tables-suivies.ts'

// A photographed row is PostgreSQL's own text of it, not JSON: most rows come out as they went in, and comparing two texts costs
// a third of what making JSON of both does. Texts are written and read in one transaction, under the same settings.

/** The key of row `alias` as one text, to match it with its photograph. */
const cle = (table: TableSuivie, alias: string) =>
  sql.join(
    table.cle.map(c => sql`${sql.ref(`${alias}.${c}`)}::text`),
    sql` || ' ' || `,
  )

/** A row's text as JSON, without the columns that PostgreSQL computes; null for no row. */
const enJson = ({ nom, calculees = [] }: TableSuivie, texte: RawBuilder<unknown>) => sql`case when ${texte} is not null
  then ${sql.join([sql`to_jsonb((${texte})::${sql.table(nom)})`, ...calculees.map(c => sql.lit(c))], sql` - `)} end`

/** The key of a row, out of its JSON. */
const cleEnJson = (table: TableSuivie, json: RawBuilder<unknown>) =>
  sql`jsonb_build_object(${sql.join(table.cle.flatMap(c => [sql.lit(c), sql`${json} -> ${sql.lit(c)}`]))})`

/**
 * Keeps the rows of these persons as they are, in the staging table of the import under way. `personnes`: a query giving
 * personne_id. Those photographed before are left as they were.
 */
export async function photographier(ctx: Context, personnes: RawBuilder<unknown>): Promise<void> {
  const photos = TABLES_SUIVIES.filter(t => t.personne !== null).map(
    table => sql`
      select ${sql.lit(table.nom)}, n.personne_id, ${cle(table, 't')}, t::text
      from nouvelle n join ${sql.table(table.nom)} t on t.${sql.ref(table.personne ?? '')} = n.personne_id
      where ${sql.raw(table.vivantes ?? 'true')}`,
  )
  await sql`
    with nouvelle as materialized (select distinct q.personne_id from (${personnes}) q
      where not exists (select 1 from import_photo p where p.table_nom = 'personne' and p.personne_id = q.personne_id))
    insert into import_photo (table_nom, personne_id, cle, ligne) ${sql.join(photos, sql` union all `)}`.execute(ctx.db)
}

/** The same for households. `foyers`: a query giving foyer_id. */
export async function photographierFoyers(ctx: Context, foyers: RawBuilder<unknown>): Promise<void> {
  const table = TABLES_SUIVIES.find(t => t.nom === 'foyer') as TableSuivie
  await sql`
    insert into import_photo (table_nom, cle, ligne)
    select 'foyer', ${cle(table, 't')}, t::text
    from (select distinct q.foyer_id from (${foyers}) q) n join foyer t on t.id = n.foyer_id
    where not exists (select 1 from import_photo p where p.table_nom = 'foyer' and p.cle = ${cle(table, 't')})`.execute(
    ctx.db,
  )
}

/** Keeps what a list may complete or create beside persons: structures, agents, their roles. Once, before anything is written. */
export async function photographierTerritoire(ctx: Context): Promise<void> {
  const photos = TABLES_SUIVIES.filter(t => t.entiere).map(
    table => sql`select ${sql.lit(table.nom)}, ${cle(table, 't')}, t::text from ${sql.table(table.nom)} t`,
  )
  await sql`insert into import_photo (table_nom, cle, ligne) ${sql.join(photos, sql` union all `)}`.execute(ctx.db)
}

/**
 * What changed on the rows photographed, and the rows that came beside them: written once the import is done. Empties the staging
 * table.
 */
export async function releverDifferences(ctx: Context): Promise<void> {
  await sql`select analyser_photo() from import_photo having count(*) > 1000`.execute(ctx.db)
  // offset 0: a row is made JSON once, and only when it changed.
  const differences = TABLES_SUIVIES.map(
    table => sql`
      select coalesce(p.personne_id, t.personne_id) as personne_id, ${sql.lit(table.nom)} as table_nom,
        ${cleEnJson(table, sql`coalesce(j.avant, j.apres)`)} as cle, j.avant, j.apres
      from (select * from import_photo where table_nom = ${sql.lit(table.nom)}) p
        ${table.entiere ? sql`right` : sql`full`} join (${actuelles(table)}) t on t.cle = p.cle
        cross join lateral (select ${enJson(table, sql.ref('p.ligne'))} as avant, ${enJson(table, sql.ref('t.ligne'))} as apres offset 0) j
      where p.ligne is distinct from t.ligne`,
  )
  await sql`
    insert into import_difference (import, personne_id, table_nom, cle, avant, apres)
    select ${ctx.import}::integer, d.personne_id, d.table_nom, d.cle, coalesce(c.avant, d.avant), coalesce(c.apres, d.apres)
    from (${sql.join(differences, sql` union all `)}) d left join lateral (
      select jsonb_object_agg(c.key, c.value) as avant, jsonb_object_agg(c.key, d.apres -> c.key) as apres
      from jsonb_each(d.avant) c where d.apres is not null and c.value is distinct from d.apres -> c.key) c on true
    where d.avant is distinct from d.apres`.execute(ctx.db)
  await sql`delete from import_photo`.execute(ctx.db)
}

/** SQL query of the ids of the persons an import created, or changed something of, by themselves or by a household they are in. */
export const personnesTouchees = (numero: number): RawBuilder<unknown> => sql`
  select distinct p.id from import_difference d
    left join membre m on d.table_nom = 'foyer' and m.foyer_id = (d.cle ->> 'id')::uuid and m.fin is null
    join personne p on p.id in (d.personne_id, m.personne_id) where d.import = ${numero}::int
  union select id from personne where cree_par = ${numero}::int`

/** The rows as they are now, of the persons photographed, or of the households. */
function actuelles(table: TableSuivie): RawBuilder<unknown> {
  const connue = sql`${cle(table, 't')} in (select p.cle from import_photo p where p.table_nom = ${sql.lit(table.nom)})`
  // Of a whole table, what others write meanwhile is theirs: only the rows written by this transaction.
  if (table.entiere)
    return sql`select null::uuid as personne_id, ${cle(table, 't')} as cle, t::text as ligne
      from ${sql.table(table.nom)} t where t.xmin = pg_current_xact_id()::xid`
  if (table.personne === null)
    return sql`select null::uuid as personne_id, ${cle(table, 't')} as cle, t::text as ligne
      from ${sql.table(table.nom)} t where ${connue}`
  const personne = sql`t.${sql.ref(table.personne)}`
  return sql`select ${personne} as personne_id, ${cle(table, 't')} as cle, t::text as ligne
    from ${sql.table(table.nom)} t join import_photo q on q.table_nom = 'personne' and q.personne_id = ${personne}
    where ${sql.raw(table.vivantes ?? 'true')} or ${connue}`
}
