import type pg from 'pg'
import { TABLES_DE_COMPTES } from './comptes.queries.ts'
import { type Entete, enSql, type Manifeste, nomDe, type TableGardee } from './format.ts'

// What a base has of what a backup holds. Names come into SQL from there, or once they were found there.

export const placeDe = ({ schema, nom }: TableGardee, territoire: string): string =>
  `${schema === 'commun' ? 'commun' : territoire}.${enSql(nom)}`

/** Tables of the territory, then of its accounts. What a file under way says (unlogged) isn't kept: it is read again. */
export async function tablesDe(client: pg.Client, schema: string): Promise<TableGardee[]> {
  const { rows } = await client.query<{ schema: string; nom: string; colonnes: string[] }>(
    `select n.nspname as schema, c.relname as nom, array_agg(a.attname::text order by a.attnum) as colonnes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relpersistence = 'p' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and ((n.nspname = $1 and c.relname <> 'migration') or (n.nspname = 'commun' and c.relname = any($2)))
     group by 1, 2 order by 2`,
    [schema, TABLES_DE_COMPTES],
  )
  const deux = rows.map(({ schema: ou, nom, colonnes }) => ({
    schema: ou === 'commun' ? ('commun' as const) : ('territoire' as const),
    nom,
    colonnes,
  }))
  const comptes = TABLES_DE_COMPTES.flatMap(nom => deux.filter(t => t.schema === 'commun' && t.nom === nom))
  return [...deux.filter(t => t.schema === 'territoire'), ...comptes]
}

/** The sequences of a territory. */
export async function suitesDe(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ nom: string }>(
    `select relname as nom from pg_class where relnamespace = $1::regnamespace and relkind = 'S' and relname <> 'migration_id_seq' order by 1`,
    [schema],
  )
  return rows.map(s => s.nom)
}

/**
 * What a backup names that a schema made by its own migrations hasn't, or leaves out; null: nothing. An older one may lack tables and
 * columns of `commun`, which is at the present version.
 */
export async function fauteDesNoms(
  client: pg.Client,
  schema: string,
  { tables }: Entete,
  { sequences }: Manifeste,
): Promise<string | null> {
  const ici = await tablesDe(client, schema)
  const connues = new Map(ici.map(t => [nomDe(t), new Set(t.colonnes)]))
  const dites = new Set(tables.map(nomDe))
  if (dites.size < tables.length || tables.some(t => new Set(t.colonnes).size < t.colonnes.length))
    return 'une table ou une colonne y est dite deux fois'
  if (tables.some(t => t.colonnes.some(c => !connues.get(nomDe(t))?.has(c))))
    return 'il nomme une table ou une colonne qu’une sauvegarde n’a pas'
  if (ici.some(t => t.schema === 'territoire' && !dites.has(nomDe(t)))) return 'une table y manque'
  if (sequences.map(s => s.nom).join() !== (await suitesDe(client, schema)).join())
    return 'ses numérotations ne sont pas celles de ses tables'
  return null
}
