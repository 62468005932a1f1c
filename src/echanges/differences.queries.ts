import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { TABLES_SUIVIES, type TableSuivie } from './tables-suivies.ts'

const cle = (table: TableSuivie, alias: string) =>
  sql`jsonb_build_object(${sql.join(table.cle.flatMap(c => [sql.lit(c), sql.ref(`${alias}.${c}`)]))})`

/** A row as JSON, without the columns that PostgreSQL computes. */
const ligne = ({ calculees = [] }: TableSuivie, alias: string) =>
  sql.join([sql`to_jsonb(${sql.ref(alias)})`, ...calculees.map(c => sql.lit(c))], sql` - `)

/**
 * Keeps the rows of these persons as they are, in the staging table of the import under way. `personnes`: a query giving
 * personne_id. Those photographed before are left as they were.
 */
export async function photographier(ctx: Context, personnes: RawBuilder<unknown>): Promise<void> {
  const photos = TABLES_SUIVIES.filter(t => t.personne !== null).map(
    table => sql`
      select ${sql.lit(table.nom)}, n.personne_id, ${cle(table, 't')}, ${ligne(table, 't')}
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
    select 'foyer', ${cle(table, 't')}, ${ligne(table, 't')}
    from (select distinct q.foyer_id from (${foyers}) q) n join foyer t on t.id = n.foyer_id
    where not exists (select 1 from import_photo p where p.table_nom = 'foyer' and p.cle = ${cle(table, 't')})`.execute(
    ctx.db,
  )
}

/** Keeps what a list may complete or create beside persons: structures, agents, their roles. Once, before anything is written. */
export async function photographierTerritoire(ctx: Context): Promise<void> {
  const photos = TABLES_SUIVIES.filter(t => t.entiere).map(
    table => sql`select ${sql.lit(table.nom)}, ${cle(table, 't')}, ${ligne(table, 't')} from ${sql.table(table.nom)} t`,
  )
  await sql`insert into import_photo (table_nom, cle, ligne) ${sql.join(photos, sql` union all `)}`.execute(ctx.db)
}

/** What changed on the rows photographed, and the rows that came beside them: written once the import is done. Empties the staging table. */
export async function releverDifferences(ctx: Context): Promise<void> {
  await sql`select analyser_photo() from import_photo having count(*) > 1000`.execute(ctx.db)
  const differences = TABLES_SUIVIES.map(
    table => sql`
      select coalesce(p.personne_id, t.personne_id) as personne_id, ${sql.lit(table.nom)} as table_nom, coalesce(p.cle, t.cle) as cle,
        p.ligne as avant, t.ligne as apres
      from (select * from import_photo where table_nom = ${sql.lit(table.nom)}) p
        ${table.entiere ? sql`right` : sql`full`} join (${actuelles(table)}) t on t.cle = p.cle
      where p.ligne is distinct from t.ligne`,
  )
  await sql`
    insert into import_difference (import, personne_id, table_nom, cle, avant, apres)
    select ${ctx.import}::integer, d.personne_id, d.table_nom, d.cle,
      case when d.apres is null then d.avant when d.avant is not null then
        (select jsonb_object_agg(c.key, c.value) from jsonb_each(d.avant) c where c.value is distinct from d.apres -> c.key) end,
      case when d.avant is null then d.apres when d.apres is not null then
        (select jsonb_object_agg(c.key, c.value) from jsonb_each(d.apres) c where c.value is distinct from d.avant -> c.key) end
    from (${sql.join(differences, sql` union all `)}) d`.execute(ctx.db)
  await sql`truncate import_photo`.execute(ctx.db)
}

/** The rows as they are now, of the persons photographed, or of the households. */
function actuelles(table: TableSuivie): RawBuilder<unknown> {
  const connue = sql`${cle(table, 't')} in (select p.cle from import_photo p where p.table_nom = ${sql.lit(table.nom)})`
  // Of a whole table, what others write meanwhile is theirs: only the rows written by this transaction.
  if (table.entiere)
    return sql`select null::uuid as personne_id, ${cle(table, 't')} as cle, ${ligne(table, 't')} as ligne
      from ${sql.table(table.nom)} t where t.xmin = pg_current_xact_id()::xid`
  if (table.personne === null)
    return sql`select null::uuid as personne_id, ${cle(table, 't')} as cle, ${ligne(table, 't')} as ligne
      from ${sql.table(table.nom)} t where ${connue}`
  const personne = sql`t.${sql.ref(table.personne)}`
  return sql`select ${personne} as personne_id, ${cle(table, 't')} as cle, ${ligne(table, 't')} as ligne
    from ${sql.table(table.nom)} t join import_photo q on q.table_nom = 'personne' and q.personne_id = ${personne}
    where ${sql.raw(table.vivantes ?? 'true')} or ${connue}`
}
