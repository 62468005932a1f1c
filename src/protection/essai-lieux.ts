import pg from 'pg'
import type { Essai } from '../essai.ts'
import { empreinteNir } from '../socle/auth/nir.ts'
import { ouvrir } from '../socle/auth/texte.ts'
import { NIR } from './essai-vie.ts'

/** As the owner of the tables: what the application may not rewrite, a test may date. */
export async function enProprietaire<T extends pg.QueryResultRow>(
  essai: Essai,
  texte: string,
  valeurs: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  await client.query('set search_path = t_59, extensions')
  const { rows } = await client.query<T>(texte, valeurs)
  await client.end()
  return rows
}

/** Every place of the territory and of `commun` where these words, or this fingerprint, can be read: `table.column`. */
export async function lieuxDe(essai: Essai, mots: readonly string[]): Promise<string[]> {
  const colonnes = await enProprietaire<{ nom: string; colonne: string; type: string }>(
    essai,
    `select format('%I.%I', n.nspname, c.relname) as nom, a.attname as colonne, t.typname as type from pg_class c
      join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where n.nspname in ('t_59', 'commun') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and t.typname in ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text', 'uuid')`,
  )
  const chercher = colonnes.map(({ nom, colonne, type }) => {
    const texte = type === 'bytea' ? `encode("${colonne}", 'escape')` : `"${colonne}"::text`
    const empreinte = type === 'bytea' ? `or encode("${colonne}", 'hex') = any($2)` : ''
    return `select '${nom}.${colonne}' as lieu where exists (select 1 from ${nom} where ${texte} ilike any($1) ${empreinte})`
  })
  const lignes = await enProprietaire<{ lieu: string }>(essai, chercher.join(' union all '), [
    mots.map(m => `%${m}%`),
    [empreinteNir('59', NIR).toString('hex')],
  ])
  const fermes = await enProprietaire<{ lieu: string; texte: string }>(
    essai,
    colonnes
      .filter(c => c.type !== 'bytea' && c.type !== 'uuid')
      .map(({ nom, colonne }) => {
        const texte = `replace(replace("${colonne}"::text, '\\u0001', chr(1)), '\\u0002', chr(2))`
        return `select '${nom}.${colonne}' as lieu, ${texte} as texte from ${nom} where position(chr(1) in ${texte}) > 0`
      })
      .join(' union all '),
  )
  // What is closed is still there: it is looked for opened.
  const ouverts = fermes.filter(f => {
    const texte = ouvrir('59', f.texte).toLowerCase()
    return mots.some(m => texte.includes(m.toLowerCase()))
  })
  return [...new Set([...lignes, ...ouverts].map(l => l.lieu))].sort()
}
