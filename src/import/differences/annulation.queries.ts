import { type RawBuilder, sql } from 'kysely'
import { LIENS } from '../../liens.ts'
import type { Lien } from '../../socle/lien.ts'
import type { Context } from '../../socle/use-case.ts'
import { TABLES_SUIVIES, type TableSuivie } from './tables-suivies.ts'

// Undoing an import puts rows of every domain back exactly as they were: the one place that writes in tables of others, by what
// the import kept of them and not by any rule of theirs.

const jointure = (table: TableSuivie) =>
  sql.join(
    table.cle.map(c => sql`to_jsonb(t.${sql.ref(c)}) = d.cle -> ${sql.lit(c)}`),
    sql` and `,
  )

/** The columns of a table that can be written. */
async function colonnes(ctx: Context, { nom, calculees = [] }: TableSuivie): Promise<string[]> {
  const { rows } = await sql<{ nom: string }>`
    select a.attname as nom from pg_attribute a where a.attrelid = ${nom}::regclass and a.attnum > 0 and not a.attisdropped
      order by a.attnum`.execute(ctx.db)
  return rows.map(r => r.nom).filter(c => !calculees.includes(c))
}

/** Rows that the import wrote and that are no longer as it left them. */
const changees = (numero: number, table: TableSuivie) => sql`
  select d.personne_id, d.table_nom from import_difference d left join ${sql.table(table.nom)} t on ${jointure(table)}
  where d.import = ${numero} and d.table_nom = ${table.nom} and ((t.${sql.ref(table.cle[0] ?? '')} is null) <> (d.apres is null)
    or exists (select 1 from jsonb_each(d.apres) c where to_jsonb(t) -> c.key is distinct from c.value))`

/** How many structures, agents or roles that import `numero` brought or completed were changed since. */
export async function autresEngagees(ctx: Context, numero: number): Promise<number> {
  const tables = TABLES_SUIVIES.filter(t => t.entiere).map(t => changees(numero, t))
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${sql.join(tables, sql` union all `)}) q`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/**
 * The last list applied, or decided, since import `numero` that took up the follow-up of somebody whose right it changed: what became
 * of it is what this import says.
 */
export async function suivisRepris(ctx: Context, numero: number): Promise<{ numero: number; fichier: string } | null> {
  const { rows } = await sql<{ numero: number; fichier: string }>`
    select i.numero, i.fichier from import_difference d join import i on i.numero = d.import and i.statut = 'applique'
    where (i.numero > ${numero} or (i.numero < ${numero} and i.id in (select z.import_id from import_doute z
        where z.decision <> 'reprise' and z.decide_le > (select fin_le from import where numero = ${numero}))))
      and d.table_nom = 'accompagnement' and d.avant is null and exists (select 1 from import_difference f
      where f.import = ${numero} and f.table_nom = 'droit' and f.personne_id = d.personne_id)
    order by i.numero desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/** SQL rows: what was done, by somebody or by another import, with the persons that import `numero` created or made enter, since. */
const faitsDepuis = (numero: number) => sql`
  select e.personne_id, e.import from evenement e where e.import is distinct from ${numero} and e.type <> 'import-annule'
    and e.id > coalesce((select max(v.id) from evenement v join import i on i.numero = v.import
      where v.import = ${numero} and v.saisi_le <= coalesce(i.fin_le, v.saisi_le)), 0) and e.personne_id in (
    ${CREEES(numero)}
    union select d.personne_id from import_difference d where d.import = ${numero} and d.table_nom = 'entree' and d.avant is null)`

/** Of the persons it created or made enter, how many somebody worked with since: undoing what came after lifts nothing of that. */
export async function personnesTravaillees(ctx: Context, numero: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct e.personne_id)::int as n from (${faitsDepuis(numero)}) e where e.import is null`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

const CREEES = (numero: number) => sql`select id from personne where cree_par = ${numero}`

/**
 * The persons on whom something was done since import `numero`, that undoing it would break: a row it wrote was changed again, a
 * person it created or made enter was worked with, or the flow after it read what it said.
 */
export async function personnesEngagees(ctx: Context, numero: number): Promise<string[]> {
  const modifiees = TABLES_SUIVIES.filter(t => t.personne).map(
    t => sql`select c.personne_id from (${changees(numero, t)}) c`,
  )
  const entrees = sql`select e.personne_id from (${faitsDepuis(numero)}) e`
  const bloquees = LIENS.filter(l => l.annulation === 'bloquer').map(
    lien => sql`select c.id from (${CREEES(numero)}) c where exists (
      select 1 from ${sql.table(lien.table)} t where ${est(lien, sql`select c.id`)})`,
  )
  const relues = sql`
    select d.personne_id from import_difference d where d.import > ${numero} and d.personne_id in (${CREEES(numero)})
      and exists (select 1 from import i where i.numero = d.import and i.statut = 'applique')`
  const { rows } = await sql<{ personneId: string }>`
    select distinct personne_id from (${sql.join([...modifiees, ...bloquees, entrees, relues], sql` union all `)}) q where personne_id is
      not null`.execute(ctx.db)
  return rows.map(r => r.personneId)
}

/** SQL condition: the row `t` is about a person of the query `ids`. */
const est = ({ colonnes }: Lien, ids: RawBuilder<unknown>) =>
  sql.join(
    Object.keys(colonnes)
      .filter(c => colonnes[c] === 'personne')
      .map(c => sql`t.${sql.ref(c)} in (${ids})`),
    sql` or `,
  )

/** Tables whose rows go with the persons an import created. */
const partent = ({ table, annulation }: Lien) =>
  table !== 'personne' &&
  table !== 'foyer' &&
  (annulation === 'partir' || (typeof annulation === 'object' && 'suivre' in annulation))

/**
 * Takes away what import `numero` brought in the tables that only get rows added, each by its own rule; what it gave to the persons it
 * announced waits again. To be called before the persons it created are removed.
 */
export async function oublierAjouts(ctx: Context, numero: number): Promise<void> {
  for (const { table, annulation } of LIENS) {
    if (typeof annulation === 'function') await annulation(ctx, numero)
    else if (typeof annulation === 'object' && 'oublier' in annulation)
      await sql`delete from ${sql.table(table)} where ${sql.join(
        annulation.oublier.map(c => sql`${sql.ref(c)} = ${numero}`),
        sql` or `,
      )}`.execute(ctx.db)
  }
}

/** Puts back every row that import `numero` changed, takes away those it created, and moves what it wrote in the timelines aside. */
export async function retablir(ctx: Context, numero: number): Promise<void> {
  await oublierAjouts(ctx, numero)
  for (const lien of LIENS.toReversed().filter(partent))
    await sql`with creee as (${CREEES(numero)}) delete from ${sql.table(lien.table)} t where
      ${est(lien, sql`select id from creee`)}`.execute(ctx.db)
  for (const table of TABLES_SUIVIES.toReversed())
    await sql`
      delete from ${sql.table(table.nom)} t using import_difference d
      where d.import = ${numero} and d.table_nom = ${table.nom} and d.avant is null and ${jointure(table)}`.execute(
      ctx.db,
    )
  await sql`delete from personne where cree_par = ${numero}`.execute(ctx.db)
  for (const table of TABLES_SUIVIES) {
    const noms = sql.join((await colonnes(ctx, table)).map(c => sql.ref(c)))
    await sql`
      update ${sql.table(table.nom)} t set (${noms}) = (select ${noms} from jsonb_populate_record(t, d.avant))
      from import_difference d where d.import = ${numero} and d.table_nom = ${table.nom}
        and d.avant is not null and d.apres is not null and ${jointure(table)}`.execute(ctx.db)
    await sql`
      insert into ${sql.table(table.nom)} (${noms}) select ${sql.join((await colonnes(ctx, table)).map(c => sql`r.${sql.ref(c)}`))}
      from import_difference d cross join lateral jsonb_populate_record(null::${sql.table(table.nom)}, d.avant) r
      where d.import = ${numero} and d.table_nom = ${table.nom} and d.apres is null`.execute(ctx.db)
  }
  await sql`delete from foyer where cree_par = ${numero}`.execute(ctx.db)
  await sql`delete from flux where import = ${numero}`.execute(ctx.db)
  await sql`select annuler_evenements(${numero}, ${ctx.now}::timestamptz)`.execute(ctx.db)
  for (const { apres } of TABLES_SUIVIES) await apres?.(ctx, numero)
}
