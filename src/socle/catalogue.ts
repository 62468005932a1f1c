import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { Refusal } from './refusal.ts'

// What the migrations make, as they leave it: a line each in migrations/catalogue.txt, written by outils/generer-types.ts. A base put
// back from a copy that lost something (a constraint whose extension wasn't there, a function) is told so, and isn't served.

/** Made by the migrations, in words that no version of PostgreSQL writes in its own way. `$1`: a schema. */
const OBJETS = `
  with relation as (
    select oid, relname, relkind, relpersistence from pg_class
    where relnamespace = $1::regnamespace and relname not in ('migration', 'migration_id_seq')
  )
  select case relkind when 'v' then 'vue ' when 'S' then 'séquence ' else 'table ' end || relname || case when relpersistence = 'u' then ' (non journalisée)' else '' end as objet
  from relation where relkind in ('r', 'p', 'v', 'S')
  union all
  select 'colonne ' || r.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' obligatoire' else '' end
    || case when a.attidentity <> '' then ' numérotée' when a.attgenerated <> '' then ' calculée' when a.atthasdef
      then ' par défaut' else '' end
  from relation r join pg_attribute a on a.attrelid = r.oid
  where r.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
  union all
  select 'contrainte ' || k.conname || ' de ' || r.relname || case when k.convalidated then '' else ' (non vérifiée)' end
  from relation r join pg_constraint k on k.conrelid = r.oid where k.contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select 'index ' || i.relname || ' de ' || r.relname
  from relation r join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid where x.indisvalid and x.indisready
  union all
  select 'déclencheur ' || t.tgname || ' de ' || r.relname
  from relation r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal and t.tgenabled <> 'D'
  union all
  select 'fonction ' || p.proname || '(' || replace(pg_get_function_identity_arguments(p.oid), $1 || '.', '') || ') ' || md5(p.prosrc)
  from pg_proc p where p.pronamespace = $1::regnamespace
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  union all
  select 'extension ' || extname from pg_extension
  where extnamespace = $1::regnamespace and extname in ('pg_trgm', 'btree_gist', 'fuzzystrmatch')
  order by 1`

/** What this schema holds of what migrations make, a line each, in a fixed order. */
async function objets(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ objet: string }>(OBJETS, [schema])
  return rows.map(r => r.objet)
}

/** The catalogue as it is committed, of a base just migrated that has the territory `schema`. */
export async function catalogue(client: pg.Client, schema: string): Promise<string> {
  const parties = { extensions: 'extensions', commun: 'commun', territoire: schema }
  const lignes: string[] = []
  for (const [partie, ou] of Object.entries(parties))
    lignes.push(...(await objets(client, ou)).sort().map(objet => `${partie} ${objet}`))
  return `${lignes.join('\n')}\n`
}

export const FICHIER_CATALOGUE = new URL('../../migrations/catalogue.txt', import.meta.url)

/** How many are named in one sentence. */
const NOMMES = 8

/** Refuses (conflict) a base where these schemas lack something that the migrations made. `schemas`: of territories. */
export async function verifierCatalogue(client: pg.Client, schemas: readonly string[]): Promise<void> {
  const attendus = Map.groupBy(
    readFileSync(FICHIER_CATALOGUE, 'utf8').trim().split('\n'),
    l => l.split(' ', 1)[0] ?? '',
  )
  for (const schema of ['extensions', 'commun', ...schemas]) {
    const partie = schemas.includes(schema) ? 'territoire' : schema
    const presents = new Set(await objets(client, schema))
    const manquent = (attendus.get(partie) ?? []).map(l => l.slice(partie.length + 1)).filter(l => !presents.has(l))
    if (manquent.length > 0) throw boiteuse(schema, manquent)
  }
}

const ORDRE = ['extension', 'table', 'vue', 'séquence', 'fonction', 'contrainte', 'colonne', 'déclencheur', 'index']
const rang = (objet: string) => ORDRE.indexOf(objet.split(' ', 1)[0] ?? '')

function boiteuse(schema: string, tous: readonly string[]): Refusal {
  const tables = tous.flatMap(objet => /^(?:table|vue) (\w+)/.exec(objet)?.[1] ?? [])
  // What is said of a table that isn't there at all says nothing more.
  const deTable = new RegExp(`(?: de |^colonne )(?:${tables.join('|')})\\b`)
  const manquent = tous.filter(objet => tables.length === 0 || !deTable.test(objet)).sort((a, b) => rang(a) - rang(b))
  // What a function says isn't for who reads the sentence.
  const noms = manquent.slice(0, NOMMES).map(objet => objet.replace(/ [0-9a-f]{32}$/, ''))
  const reste = manquent.length > NOMMES ? `, et ${manquent.length - NOMMES} autres` : ''
  return new Refusal(
    'conflict',
    'base-incomplete',
    `La base n’est pas entière\u00a0: au schéma ${schema} manque, ou n’est plus ce que font les migrations\u00a0: ${noms.join(', ')}${reste}. Elle a sans doute été remise depuis une copie incomplète. Remettez le territoire par bin/filrouge restaurer, ou la base depuis une copie entière. Rien n’est servi d’ici là.`,
  )
}
