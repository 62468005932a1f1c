import { sql } from 'kysely'
import type { Essai } from '../essai.ts'
import type { Cible, Lien } from '../socle/lien.ts'

/** A column that leads to somebody, by a foreign key or by its name. */
type Reference = { table: string; colonne: string; cible: Cible }

const QUI: Record<Cible, string> = {
  personne: 'une personne',
  foyer: 'un foyer',
  demande: 'un foyer',
  nir: 'une personne',
}

/** Names under which columns lead to somebody without a foreign key. */
const PAR_LEUR_NOM: readonly [RegExp, Cible][] = [
  [/^(personne_id|autre_id|fusionnee_dans|beneficiaire_id|usager_id)$/, 'personne'],
  [/^foyer_id$/, 'foyer'],
  [/^numero_demande_rsa$/, 'demande'],
  [/^nir_empreinte$/, 'nir'],
]

/** Every table of the territory but the staging ones, which each import empties; its columns that lead to somebody. */
async function references(essai: Essai): Promise<Reference[]> {
  const db = essai.base.territoire('59')
  const { rows: cles } = await sql<Reference>`
    select c.conrelid::regclass::text as table, a.attname as colonne, c.confrelid::regclass::text as cible
    from pg_constraint c cross join lateral unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
    where c.contype = 'f' and c.confrelid in ('personne'::regclass, 'foyer'::regclass)`.execute(db)
  const { rows: colonnes } = await sql<{ table: string; colonne: string }>`
    select r.relname as table, a.attname as colonne from pg_class r join pg_attribute a on a.attrelid = r.oid
    where r.relnamespace = 't_59'::regnamespace and r.relkind = 'r' and r.relpersistence = 'p' and a.attnum > 0 and not
      a.attisdropped`.execute(db)
  const nommees = colonnes.flatMap(c => {
    const cible = PAR_LEUR_NOM.find(([nom]) => nom.test(c.colonne))?.[1]
    return cible ? [{ ...c, cible }] : []
  })
  return [
    ...cles,
    ...nommees,
    { table: 'personne', colonne: 'id', cible: 'personne' },
    { table: 'foyer', colonne: 'id', cible: 'foyer' },
  ]
}

/** One sentence per column that no lien tells of, and per lien that tells of what isn't there. */
export async function liensFautifs(essai: Essai, liens: readonly Lien[]): Promise<string[]> {
  const vues = await references(essai)
  const dit = (table: string) => liens.find(l => l.table === table)
  const oublies = vues
    .filter(({ table, colonne, cible }) => dit(table)?.colonnes[colonne] !== cible)
    .map(
      ({ table, colonne, cible }) =>
        `${table}.${colonne} mène à ${QUI[cible]} : dites-le dans les liens de son domaine`,
    )
  const deTrop = liens.flatMap(({ table, colonnes }) =>
    Object.keys(colonnes)
      .filter(c => !vues.some(v => v.table === table && v.colonne === c))
      .map(c => `${table}.${c} ne mène à personne : ôtez-la des liens`),
  )
  const doubles = liens
    .filter((l, i) => liens.findIndex(m => m.table === l.table) !== i)
    .map(l => `${l.table} a deux liens`)
  return [
    ...new Set([
      ...oublies,
      ...deTrop,
      ...doubles,
      ...(await malRanges(essai, liens)),
      ...(await orphelines(essai, liens)),
      ...(await sansIndex(essai, liens)),
    ]),
  ]
}

type Dependance = { table: string; vers: string; colonne: string }
async function dependances(essai: Essai): Promise<Dependance[]> {
  const { rows } = await sql<Dependance>`
    select c.conrelid::regclass::text as table, c.confrelid::regclass::text as vers, a.attname as colonne
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.conrelid <> c.confrelid and c.connamespace = 't_59'::regnamespace`.execute(
    essai.base.territoire('59'),
  )
  return rows
}

/** Undoing and erasing go from the last table to the first: one that refers to another comes after it. */
async function malRanges(essai: Essai, liens: readonly Lien[]): Promise<string[]> {
  const rang = (table: string) => liens.findIndex(l => l.table === table)
  return (await dependances(essai))
    .filter(d => rang(d.table) >= 0 && rang(d.vers) >= 0 && rang(d.table) < rang(d.vers))
    .map(d => `${d.table} se réfère à ${d.vers} : son lien vient après`)
}

/** A table that hangs on a row of somebody's without leading to them would be left behind. */
async function orphelines(essai: Essai, liens: readonly Lien[]): Promise<string[]> {
  const connue = (table: string) => liens.some(l => l.table === table)
  return (await dependances(essai))
    .filter(d => !['personne', 'foyer'].includes(d.vers) && connue(d.vers) && !connue(d.table))
    .map(d => `${d.table}.${d.colonne} tient à ${d.vers} : donnez-lui une colonne de la personne, et un lien`)
}

/** Erasing somebody's row asks each key that refers to it: without an index, a whole table is read for each row. */
async function sansIndex(essai: Essai, liens: readonly Lien[]): Promise<string[]> {
  const { rows } = await sql<Dependance>`
    select c.conrelid::regclass::text as table, c.confrelid::regclass::text as vers, a.attname as colonne
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 't_59'::regnamespace
      and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null
        or i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
          and pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))`.execute(
    essai.base.territoire('59'),
  )
  return rows
    .filter(d => ['personne', 'foyer'].includes(d.vers) || liens.some(l => l.table === d.vers))
    .map(d => `${d.table}.${d.colonne} se réfère à ${d.vers} sans index : donnez-lui le sien`)
}
