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
  const nouvelles = sql`select distinct q.personne_id from (${personnes}) q
    where not exists (select 1 from import_photo p where p.table_nom = 'personne' and p.personne_id = q.personne_id)`
  // The table of persons comes last: it tells who has been photographed.
  for (const table of TABLES_SUIVIES.toReversed()) {
    if (table.personne === null) continue
    await sql`
      insert into import_photo (table_nom, personne_id, cle, ligne)
      select ${table.nom}, n.personne_id, ${cle(table, 't')}, ${ligne(table, 't')}
      from (${nouvelles}) n join ${sql.table(table.nom)} t on t.${sql.ref(table.personne)} = n.personne_id
      where ${sql.raw(table.vivantes ?? 'true')}`.execute(ctx.db)
  }
}

/** The same for households. `foyers`: a query giving foyer_id. */
export async function photographierFoyers(ctx: Context, foyers: RawBuilder<unknown>): Promise<void> {
  const [table] = TABLES_SUIVIES.filter(t => t.nom === 'foyer') as [TableSuivie]
  await sql`
    insert into import_photo (table_nom, cle, ligne)
    select 'foyer', ${cle(table, 't')}, ${ligne(table, 't')}
    from (select distinct q.foyer_id from (${foyers}) q) n join foyer t on t.id = n.foyer_id
    where not exists (select 1 from import_photo p where p.table_nom = 'foyer' and p.cle = ${cle(table, 't')})`.execute(
    ctx.db,
  )
}

/** What changed on the rows photographed, and the rows that came beside them: written once the import is done. Empties the staging table. */
export async function releverDifferences(ctx: Context): Promise<void> {
  await sql`select analyser_photo()`.execute(ctx.db)
  for (const table of TABLES_SUIVIES) {
    const { nom, personne } = table
    const actuelles = personne
      ? sql`select t.${sql.ref(personne)} as personne_id, ${cle(table, 't')} as cle, ${ligne(table, 't')} as ligne
          from ${sql.table(nom)} t join import_photo q on q.table_nom = 'personne' and q.personne_id = t.${sql.ref(personne)}
          where ${sql.raw(table.vivantes ?? 'true')} or ${cle(table, 't')} in (select p.cle from import_photo p where p.table_nom = ${nom})`
      : sql`select null::uuid as personne_id, ${cle(table, 't')} as cle, ${ligne(table, 't')} as ligne
          from ${sql.table(nom)} t where ${cle(table, 't')} in (select p.cle from import_photo p where p.table_nom = ${nom})`
    await sql`
      insert into import_difference (import, personne_id, table_nom, cle, avant, apres)
      select ${ctx.import}::integer, coalesce(p.personne_id, t.personne_id), ${nom}, coalesce(p.cle, t.cle), d.avant, d.apres
      from (select * from import_photo where table_nom = ${nom}) p full join (${actuelles}) t on t.cle = p.cle
        cross join lateral (select
          case when p.ligne is null then null when t.ligne is null then p.ligne
            else (select jsonb_object_agg(c.key, c.value) from jsonb_each(p.ligne) c where c.value is distinct from t.ligne -> c.key) end as avant,
          case when t.ligne is null then null when p.ligne is null then t.ligne
            else (select jsonb_object_agg(c.key, c.value) from jsonb_each(t.ligne) c where c.value is distinct from p.ligne -> c.key) end as apres) d
      where p.ligne is distinct from t.ligne`.execute(ctx.db)
  }
  await sql`truncate import_photo`.execute(ctx.db)
}
