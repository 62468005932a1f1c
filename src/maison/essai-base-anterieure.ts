import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

type Photo = { cle: string; tables: { table: string; lignes: Record<string, unknown>[] }[] }

/**
 * A part of the demo territory as the version of thirteen migrations left it: two flows a month, a merge, a list undone, a key, a
 * parameter.
 */
export const PHOTO: Photo = JSON.parse(
  gunzipSync(readFileSync(new URL('../../donnees/essais/base-0013.json.gz', import.meta.url))).toString(),
)
const VERSIONS = { commun: 2, t_99: 13 } as const

const enAvant = (dbClient: pg.Client, schema: keyof typeof VERSIONS) =>
  runner({
    dbClient,
    dir: fileURLToPath(new URL(`../../migrations/${schema === 'commun' ? 'commun' : 'territoire'}/`, import.meta.url)),
    direction: 'up',
    count: VERSIONS[schema],
    schema: [schema, 'extensions'],
    migrationsSchema: schema,
    migrationsTable: 'migration',
    noLock: true,
    log: () => {},
  })

/** Brings an empty database to where that version was, rows included. `url`: of a database that its owner may migrate. */
export async function remonterLeTemps(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`
      create schema extensions; create schema commun; create schema t_99;
      create extension pg_trgm schema extensions;
      create extension btree_gist schema extensions;
      create extension fuzzystrmatch schema extensions`)
    await runMigrations({ connectionString: url })
    await enAvant(client, 'commun')
    await enAvant(client, 't_99')
    await client.query('set search_path = t_99, extensions')
    for (const { table, lignes } of PHOTO.tables) await charger(client, table, lignes)
  } finally {
    await client.end()
  }
}

async function charger(client: pg.Client, table: string, lignes: Record<string, unknown>[]): Promise<void> {
  const { rows } = await client.query<{ nom: string }>(
    `select attname as nom from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const colonnes = rows.map(r => `"${r.nom}"`).join(', ')
  await client.query(
    `insert into ${table} (${colonnes}) overriding system value
     select ${colonnes} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(lignes)],
  )
  await client.query(
    `select setval(pg_get_serial_sequence($1, attname), 1000000) from pg_attribute where attrelid = $1::regclass and attidentity <> ''`,
    [table],
  )
}
