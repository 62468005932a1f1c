import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../use-case.ts'
import { numeroCourant } from './cles.ts'
import { ouvrir, renouvelerJson } from './texte.ts'

/** A column that holds closed texts. `preuve`: the application may not change it; `suivie`: other columns beside it, it may. */
export type Lieu = { table: string; colonne: string; type: string; preuve: boolean; suivie: boolean }

/** Pages (8 kB) of a table read and written in one transaction. */
export const PAGES = 400

/**
 * Every column of the territory that may hold closed texts; tables of a file under way are emptied, not renewed, and a JSON that nobody
 * rewrites holds none, but for events.
 */
export async function lieuxFermes(ctx: Context): Promise<Lieu[]> {
  const { rows } = await sql<Lieu>`
    select c.relname as "table", a.attname as colonne, t.typname as type,
      not has_column_privilege(c.oid, a.attnum, 'update') as preuve, has_any_column_privilege(c.oid, 'update') as suivie
    from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and a.attnum > 0
      and not a.attisdropped
      and ((t.typname = 'jsonb' and (has_table_privilege(c.oid, 'update') or starts_with(c.relname, 'evenement')))
        or exists (select from pg_constraint k where k.conrelid = c.oid
          and k.conname = left(c.relname || '_' || a.attname || '_fermee', 63)))
    order by 1, 2`.execute(ctx.db)
  return rows
}

/** Nothing is left in clear in this table. */
export async function fermees(ctx: Context, table: string): Promise<void> {
  await ctx.db.deleteFrom('texteEnClair').where('tableNom', '=', table).execute()
}

/** How many pages a table has now. */
export async function pagesDe(ctx: Context, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (pg_relation_size(${table}::regclass) / 8192)::int as n`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** Columns of one table, read and written together: those of texts, or one of JSON. */
type Place = Omit<Lieu, 'colonne'> & { colonnes: readonly string[]; quand: RawBuilder<SqlBool>; debut: number }

/**
 * Writes again what columns hold in the pages from `debut` on, as `faire` makes it of the text of their JSON (`{"colonne": …}`), where
 * closed texts stay closed. Who writes there meanwhile waits for these rows, or has the last word. Returns how many rows were written.
 */
export async function recrire(
  ctx: Context,
  { table, colonnes, type, preuve, suivie, quand, debut }: Place,
  faire: (json: string, reste: unknown) => string,
  reste: RawBuilder<unknown> = sql`null`,
): Promise<number> {
  const json = sql<string>`jsonb_build_object(${sql.join(colonnes.flatMap(c => [sql.lit(c), sql.ref(c)]))})::text`
  const { rows } = await sql<{ ligne: string; json: string; reste: unknown }>`
    select ctid::text as ligne, ${json} as json, ${reste} as reste from ${sql.table(table)}
    where ctid >= ${`(${debut},0)`}::tid and ctid < ${`(${debut + PAGES},0)`}::tid and ${quand}
    ${suivie ? sql`for update` : sql``}`.execute(ctx.db)
  const lignes = rows.flatMap(r => {
    const donnees = faire(r.json, r.reste)
    return donnees === r.json ? [] : [`{"ligne":${JSON.stringify(r.ligne)},"donnees":${donnees}}`]
  })
  if (lignes.length === 0) return 0
  const tout = sql`${`[${lignes.join(',')}]`}::jsonb`
  const valeurs = colonnes.map(c =>
    type === 'jsonb'
      ? sql`${sql.ref(c)} = nullif(l.donnees -> ${sql.lit(c)}, 'null')`
      : sql`${sql.ref(c)} = l.donnees ->> ${sql.lit(c)}`,
  )
  if (preuve) await sql`select refermer_preuves(${table}, ${colonnes[0]}, ${tout})`.execute(ctx.db)
  else
    await sql`
      update ${sql.table(table)} t set ${sql.join(valeurs)}
      from jsonb_to_recordset(${tout}) as l (ligne text, donnees jsonb) where t.ctid = l.ligne::tid`.execute(ctx.db)
  return lignes.length
}

/** Opens one closed text, to know that its key is there; the number of that key, or null when none of these columns has any. */
export async function ouvrirUnTexte(ctx: Context, lieux: readonly Lieu[]): Promise<number | null> {
  for (const { table, colonne } of lieux.filter(l => l.type !== 'jsonb')) {
    // In base64: the driver would open what is a text.
    const { rows } = await sql<{ octets: string }>`
      select encode(convert_to(${sql.ref(colonne)}, 'UTF8'), 'base64') as octets from ${sql.table(table)}
      where starts_with(${sql.ref(colonne)}, ${'\u0001'}) limit 1`.execute(ctx.db)
    const texte = rows[0] && Buffer.from(rows[0].octets, 'base64').toString()
    if (!texte) continue
    ouvrir(ctx.territoire.code, texte)
    return Number(/^.(\d+):/s.exec(texte)?.[1])
  }
  return null
}

/** Gives the closed texts of a column, from a page on, the current key. Returns how many rows had another. */
export function renouvelerTextes(ctx: Context, lieu: Lieu, debut: number): Promise<number> {
  const { code } = ctx.territoire
  const fermes = lieu.type === 'jsonb' ? '\\u0001' : '\u0001'
  const ici = sql`${sql.ref(lieu.colonne)}::text`
  const quand = sql<SqlBool>`position(${fermes}::text in ${ici}) > 0
    and position(${fermes}::text in replace(${ici}, ${`${fermes}${numeroCourant()}:`}::text, '')) > 0`
  return recrire(ctx, { ...lieu, colonnes: [lieu.colonne], quand, debut }, json => renouvelerJson(code, json))
}
