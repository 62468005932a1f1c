import { createHash } from 'node:crypto'
import { CamelCasePlugin, Kysely, type KyselyPlugin, PostgresDialect, type RawBuilder } from 'kysely'
import pg from 'pg'
import { type Chiffrees, fermeture } from './auth/colonnes-chiffrees.ts'
import { ouvrir, ouvrirJson } from './auth/texte.ts'
import { adresseDe, ROLE_COMMUN } from './postgres/portes.ts'
import { type Pouls, prendrePouls } from './postgres/pouls.ts'
import { connexionsPermises, type Reserve, uneReserve } from './postgres/reserve.ts'
import type { DB } from './tables.ts'
import type { DB as CommunDB } from './tables-commun.ts'
import type { Context } from './use-case.ts'

const { builtins } = pg.types
/** A day stays a string, an instant becomes an ISO string, a count becomes a number: never a Date (architecture §1). */
const types: Partial<Record<number, (valeur: string) => unknown>> = {
  [builtins.DATE]: valeur => valeur,
  [builtins.TIMESTAMP]: valeur => valeur.replace(' ', 'T'),
  [builtins.TIMESTAMPTZ]: valeur => new Date(valeur).toISOString(),
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
}
const { TEXT, VARCHAR, BPCHAR, JSON: UN_JSON, JSONB } = builtins
const LISTES_DE_TEXTES = [1009, 1015]
const LISTES_DE_JSON = [199, 3807]
/** What is closed in a territory (auth/texte.ts) is opened as it is read; elsewhere nothing is. */
function lecteurs(territoire: string | null) {
  const siens = { ...types }
  if (territoire !== null) {
    const texte = (valeur: string) => ouvrir(territoire, valeur)
    const json = (valeur: string) => ouvrirJson(territoire, valeur)
    // A list of texts is read as such first, whatever it holds.
    const liste = (lire: (valeur: string) => unknown) => (valeur: string) =>
      (pg.types.getTypeParser(LISTES_DE_TEXTES[0] as never)(valeur) as (string | null)[]).map(v => v && lire(v))
    for (const oid of [TEXT, VARCHAR, BPCHAR]) siens[oid] = texte
    for (const oid of [UN_JSON, JSONB]) siens[oid] = json
    for (const oid of LISTES_DE_TEXTES) siens[oid] = liste(texte)
    for (const oid of LISTES_DE_JSON) siens[oid] = liste(json)
  }
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => siens[oid] ?? pg.types.getTypeParser(oid, format),
  }
}

export const CODE_TERRITOIRE = /^[0-9A-Z]{2,3}$/

/** Name of the schema and of the role of a territory; refuses what isn't a territory's code, since it goes into SQL. */
export function schemaTerritoire(code: string): string {
  if (!CODE_TERRITOIRE.test(code)) throw new Error('code de territoire impossible')
  return `t_${code.toLowerCase()}`
}

/** What follows, in the same transaction, everything written about persons; `personnes`: a query of their ids. */
export type Suite = (ctx: Context, personnes: RawBuilder<unknown>) => Promise<void>

/** SQL statement that tells whom it concerns of the events `ecrits` of this kind, just written; null when it concerns nobody. */
export type Avertir = (ctx: Context, recit: string) => RawBuilder<unknown> | null

/** What the domains make of what is written. */
type Suites = {
  suite: Suite
  avertir: Avertir
  /** Time zone (IANA) of a territory: days and hours are those there, for PostgreSQL too. */
  fuseau: (code: string) => string
  /** The columns that are encrypted. */
  chiffrees: Chiffrees
}

export type Base = Suites & {
  /** Of the owner, who migrates, makes and erases territories: nothing else signs in so. */
  url: string
  commun: Kysely<CommunDB>
  /** A small pool of connections signed in as this territory, that see its schema and nothing else: PostgreSQL forbids the rest. */
  territoire: (code: string) => Kysely<DB>
  poolTerritoire: (code: string) => pg.Pool
  /** Whoever waits on this pool too is told when the base says nothing. */
  garder: (pool: pg.Pool) => void
  fermer: () => Promise<void>
}

/** How long PostgreSQL may take to let somebody in, or a connection to be given back, in milliseconds. */
const OUVERTURE_MS = 15_000
/** How long anything may wait for what somebody else holds: a table kept from outside would take every connection, one after the other. */
const VERROU_MS = 8000

type Lieu = { territoire: string | null; role: string; schema: string; fuseau: string }

function ouvrirPool(url: string, lieu: Lieu, max: number, reserve: Reserve, pouls: Pouls): pg.Pool {
  const { territoire, role, schema, fuseau } = lieu
  const pool = reserve.ouvrir({
    connectionString: adresseDe(url, role),
    max,
    options: `-c search_path=${schema},extensions -c timezone=${fuseau} -c jit=off -c lock_timeout=${VERROU_MS}`,
    types: lecteurs(territoire) as pg.CustomTypesConfig,
    application_name: `filrouge ${schema}`,
    connectionTimeoutMillis: OUVERTURE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // A connection cut, idle or at work, fails its query and is replaced at the next; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => void client.on('error', () => {}))
  pouls.garder(pool)
  return pool
}

/** Statements longer than this are planned once per connection: planning one of the big reads costs more than running it. */
const LONGUE = 200
const noms = new Map<string, string>()

/** Name of a prepared statement: the same text, the same name. */
function nomDe(texte: string): string {
  let nom = noms.get(texte)
  if (!nom) {
    nom = createHash('sha256').update(texte).digest('base64url').slice(0, 32)
    noms.set(texte, nom)
  }
  return nom
}

const prepares = new WeakMap<pg.PoolClient, pg.PoolClient>()

/**
 * PostgreSQL: no such table, no such schema, no right. What is asked is never that: the role or the schema of this connection isn't what
 * it was when it opened (a territory erased, then put back).
 */
const D_AVANT = /^(42P01|3F000|42501)$/

/** The same connection, whose long statements are prepared; not used again once it no more sees what it was opened for. */
function preparant(client: pg.PoolClient): pg.PoolClient {
  let prepare = prepares.get(client)
  if (!prepare) {
    let dAvant = false
    const query = async (texte: string, valeurs: unknown[]) => {
      try {
        return texte.length > LONGUE
          ? await client.query({ name: nomDe(texte), text: texte, values: valeurs })
          : await client.query(texte, valeurs)
      } catch (erreur) {
        dAvant ||= D_AVANT.test((erreur as pg.DatabaseError).code ?? '')
        throw erreur
      }
    }
    // The number of the process is what a query is stopped by.
    const { processID } = client as pg.PoolClient & { processID?: number }
    prepare = {
      query,
      processID,
      release: (jeter?: boolean) => client.release(jeter || dAvant),
    } as unknown as pg.PoolClient
    prepares.set(client, prepare)
  }
  return prepare
}

function kyselySur<T>(pool: pg.Pool, plugins: KyselyPlugin[] = []): Kysely<T> {
  // A query is stopped from beside, as who runs it.
  const { connectionString } = pool.options ?? {}
  const prepare = {
    connect: async () => preparant(await pool.connect()),
    end: () => pool.end(),
    Client: pg.Client,
    options: { connectionString },
  } as unknown as pg.Pool
  return new Kysely<T>({
    dialect: new PostgresDialect({ pool: prepare }),
    plugins: [...plugins, new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** Kysely on one connection already held: for what mixes SQL and COPY in one transaction. */
export function surClient(client: pg.PoolClient, base: Pick<Base, 'chiffrees'>, territoire: string): Kysely<DB> {
  const prise = {
    query: client.query.bind(client),
    release: () => {},
  } as unknown as pg.PoolClient
  return kyselySur<DB>({ connect: async () => prise, end: async () => {} } as unknown as pg.Pool, [
    fermeture(territoire, base.chiffrees),
  ])
}

/**
 * Opens the database as the application sees it; `src/base.ts` says what follows what is written. `max`: connections a territory may hold
 * here.
 */
export function ouvrirBase(url: string, suites: Suites, max = 10): Base {
  // Apart: who holds a connection to a territory may need one of these, and never waits for who waits for it.
  const ouCommun = { territoire: null, role: ROLE_COMMUN, schema: 'commun', fuseau: 'UTC' }
  const pouls = prendrePouls(adresseDe(url, ROLE_COMMUN))
  const communPool = ouvrirPool(url, ouCommun, max, uneReserve(max), pouls)
  const reserve = uneReserve(connexionsPermises())
  const commun = kyselySur<CommunDB>(communPool)
  const territoires = new Map<string, { pool: pg.Pool; db: Kysely<DB> }>()
  const ouvrirTerritoire = (code: string) => {
    let territoire = territoires.get(code)
    if (!territoire) {
      const schema = schemaTerritoire(code)
      const lieu = { territoire: code, role: schema, schema, fuseau: suites.fuseau(code) }
      const pool = ouvrirPool(url, lieu, max, reserve, pouls)
      territoire = { pool, db: kyselySur<DB>(pool, [fermeture(code, suites.chiffrees)]) }
      territoires.set(code, territoire)
    }
    return territoire
  }
  return {
    url,
    ...suites,
    commun,
    territoire: code => ouvrirTerritoire(code).db,
    poolTerritoire: code => ouvrirTerritoire(code).pool,
    garder: pouls.garder,
    fermer: async () => {
      pouls.arreter()
      await Promise.all([commun.destroy(), ...[...territoires.values()].map(t => t.db.destroy())])
    },
  }
}
