import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { tenirCles } from './auth/temoins.ts'
import { verifierCatalogue } from './catalogue.ts'
import { type Base, schemaTerritoire } from './db.ts'
import { silencePermis } from './postgres/patience.ts'
import { BaseMuette } from './postgres/perte.ts'
import { creerRole, ouvrirPorte, ROLE_COMMUN, ROLE_TRAVAUX, sqlDePortes } from './postgres/portes.ts'
import { couper, tantQuElleRepond } from './postgres/pouls.ts'
import { verrou } from './postgres/verrous.ts'
import { Refusal } from './refusal.ts'

const dossier = (nom: string) => fileURLToPath(new URL(`../../migrations/${nom}/`, import.meta.url))
const VERROU = verrou('migrer')

type Genre = 'commun' | 'territoire'

/**
 * Refuses (conflict) a base that another branch of versions changed: what it made there isn't what the next migrations are written for.
 * They are in the order in which they were made, whatever the clock said then.
 */
async function exigerMemeSuite(client: pg.Client, nom: Genre, schema: string): Promise<void> {
  const { rows } = await client.query<{ la: boolean }>('select to_regclass($1) is not null as la', [
    `${schema}.migration`,
  ])
  if (!rows[0]?.la) return
  const faites = await client.query<{ name: string }>(`select name from ${schema}.migration order by id`)
  const siennes = migrationsDe(nom)
  const autre = faites.rows.find(({ name }, i) => i < siennes.length && name !== siennes[i])
  if (autre)
    throw new Refusal(
      'conflict',
      'migrations-d-ailleurs',
      `La base (schéma ${schema}) a reçu d’une autre version de Filrouge la migration « ${autre.name} », que celle-ci n’a pas à cette place. Démarrez la version qui l’a faite, ou une version qui la suit.`,
    )
}

/** `count`: how many of those that wait; all of them by default. */
async function appliquer(
  client: pg.Client,
  nom: Genre,
  schema: string,
  count = Number.POSITIVE_INFINITY,
): Promise<void> {
  await exigerMemeSuite(client, nom, schema)
  await runner({
    dbClient: client,
    dir: dossier(nom),
    direction: 'up',
    count,
    schema: [schema, 'extensions'],
    migrationsSchema: schema,
    migrationsTable: 'migration',
    noLock: true,
    checkOrder: false,
    log: () => {},
  })
}

/** The names of the migrations that this version has, in their order. */
export const migrationsDe = (nom: Genre): string[] =>
  readdirSync(dossier(nom))
    .map(fichier => fichier.replace(/\.sql$/, ''))
    .sort()

async function migrerTerritoire(client: pg.Client, url: string, code: string): Promise<void> {
  const schema = schemaTerritoire(code)
  await creerRole(client, schema)
  await client.query(`create schema if not exists ${schema}`)
  await appliquer(client, 'territoire', schema)
  await client.query(droitsDuTerritoire(schema))
  await ouvrirPorte(client, url, schema)
}

const droitsDuTerritoire = (schema: string) => `
  grant usage on schema ${schema}, extensions, commun to ${schema};
  grant select, insert, update, delete on all tables in schema ${schema} to ${schema};
  revoke truncate on all tables in schema ${schema} from ${schema};
  revoke insert, update, delete on ${schema}.migration from ${schema};
  revoke insert, update on ${schema}.texte_en_clair from ${schema};
  revoke update, delete on ${schema}.evenement, ${schema}.consultation, ${schema}.lecture_liste from ${schema};
  ${gardeSansReecrire(schema)};
  ${fermerDeclencheurs(schema)};
  grant usage on all sequences in schema ${schema} to ${schema};
  grant execute on function commun.ajouter_tache(text, jsonb), commun.travaux(), commun.relancer_travail(bigint),
    commun.abandonner_travail(bigint) to ${schema}`

/** What a trigger runs as its owner, nobody calls, nor puts as the trigger of a table of theirs. */
const fermerDeclencheurs = (schema: string) => `do $$ declare declencheur record; begin
  for declencheur in select oid::regprocedure as nom from pg_proc
    where pronamespace = '${schema}'::regnamespace and prorettype in ('trigger'::regtype, 'event_trigger'::regtype)
  loop execute format('revoke all on function %s from public', declencheur.nom); end loop; end $$`

/** What the roles of no territory may do. */
const DROITS_COMMUNS = `
  revoke temporary on database @base from public;
  revoke create on schema public from public;
  call commun.donner_droits();
  ${['commun', 'graphile_worker'].map(fermerDeclencheurs).join(';')};
  grant usage on schema graphile_worker, commun to ${ROLE_TRAVAUX};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${ROLE_TRAVAUX};
  revoke insert, update, delete on graphile_worker.migrations from ${ROLE_TRAVAUX};
  revoke execute on all functions in schema graphile_worker from public;
  grant execute on all functions in schema graphile_worker to ${ROLE_TRAVAUX};
  grant execute on function commun.planifier_tache(text, text) to ${ROLE_TRAVAUX};
  do $$ declare file record; begin
    for file in select c.oid::regclass as nom from pg_class c
      where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${ROLE_TRAVAUX}')
    loop execute format('create policy ${ROLE_TRAVAUX} on %s to ${ROLE_TRAVAUX} using (true) with check (true)', file.nom); end loop; end $$`

/** A table whose comment says so is only added to: what it proves can't be rewritten. What comes after it is in columns that say so. */
const gardeSansReecrire = (schema: string) => `do $$ declare preuve record; begin
  for preuve in select c.oid::regclass as nom, string_agg(quote_ident(a.attname), ', ') as suite
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and col_description(c.oid, a.attnum) = 'écrite ensuite'
    where c.relnamespace = '${schema}'::regnamespace and c.relkind = 'r' and obj_description(c.oid) like '%preuve jamais réécrite%'
    group by c.oid
  loop
    execute format('revoke update, delete on %s from ${schema}', preuve.nom);
    if preuve.suite is not null then execute format('grant update (%s) on %s to ${schema}', preuve.suite, preuve.nom); end if;
  end loop; end $$`

/** The owner's connection, for what changes how the base is made: one at a time. Fails when the base says nothing any more. */
export async function connexion<T>(url: string, faire: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  // A connection that falls fails its query; unheard, it would end the process.
  client.on('error', () => {})
  const agir = async () => {
    await client.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [VERROU])
      return await faire(client)
    } finally {
      await client.end()
    }
  }
  try {
    return await tantQuElleRepond(url, silencePermis(), agir)
  } catch (erreur) {
    // It said nothing, and isn't told goodbye.
    if (erreur instanceof BaseMuette) couper(client)
    throw erreur
  }
}

/** Acts, if nobody changes how the base is made, and keeps them waiting meanwhile; else does nothing. For what takes no time. */
export const siRienNeSeRefait = (
  commun: Base['commun'],
  agir: (commun: Base['commun']) => Promise<void>,
): Promise<void> =>
  commun.transaction().execute(async trx => {
    const { rows } = await sql<{ pris: boolean }>`select pg_try_advisory_xact_lock(${VERROU}) as pris`.execute(trx)
    if (rows[0]?.pris) await agir(trx)
  })

/**
 * Brings the whole database to the present version: extensions, job queue, `commun`, then every territory.
 * Needs the right to create schemas and roles; the application itself never has it. Safe to call twice or by two processes. Refused
 * (conflict): something that a migration made isn't there any more, unless it isn't to be checked.
 */
export async function migrer(url: string, verifier = true): Promise<{ territoires: string[] }> {
  return connexion(url, async client => {
    await client.query(`
      set client_min_messages = warning;
      create schema if not exists extensions;
      create extension if not exists pg_trgm schema extensions;
      create extension if not exists btree_gist schema extensions;
      create extension if not exists fuzzystrmatch schema extensions;
      create schema if not exists commun`)
    await runMigrations({ connectionString: url })
    for (const role of [ROLE_COMMUN, ROLE_TRAVAUX]) await creerRole(client, role)
    await appliquer(client, 'commun', 'commun')
    await client.query(DROITS_COMMUNS.replace('@base', client.escapeIdentifier(client.database ?? '')))
    for (const role of [ROLE_COMMUN, ROLE_TRAVAUX]) await ouvrirPorte(client, url, role)
    const { rows } = await client.query<{ code: string }>('select code from commun.territoire order by code')
    for (const { code } of rows) await migrerTerritoire(client, url, code)
    const schemas = rows.map(r => schemaTerritoire(r.code))
    if (verifier) await verifierCatalogue(client, schemas)
    return { territoires: rows.map(r => r.code) }
  })
}

/** What an administrator of PostgreSQL runs where the owner may not make roles: those of the territories that are, and of `codes`. */
export async function sqlDesRoles(url: string, codes: readonly string[]): Promise<string> {
  const connus = await connexion(url, async client => {
    const { rowCount } = await client.query(`select where to_regclass('commun.territoire') is not null`)
    return rowCount ? (await client.query<{ code: string }>('select code from commun.territoire')).rows : []
  })
  const territoires = new Set([...connus.map(t => t.code), ...codes].map(schemaTerritoire))
  return sqlDePortes(url, [ROLE_COMMUN, ROLE_TRAVAUX, ...[...territoires].sort()])
}

/** Each migration is a transaction of its own: on this client, all of them are in the caller's. */
const sansFin = (client: pg.Client): pg.Client =>
  new Proxy(client, {
    get: (cible, nom) =>
      nom === 'query'
        ? (texte: unknown, valeurs?: unknown[]) =>
            texte === 'BEGIN;' || texte === 'COMMIT;' ? undefined : cible.query(texte as string, valeurs)
        : Reflect.get(cible, nom),
  })

type ACreer = { code: string; nom: string; demo?: boolean }

/** Creates a territory, empty. Returns false when it exists already. Refused (conflict): its schema is there, or the key is another. */
export const creerTerritoire = (url: string, territoire: ACreer): Promise<boolean> =>
  connexion(url, async client => {
    const { rowCount } = await client.query('select from commun.territoire where code = $1', [territoire.code])
    if (rowCount) return false
    await batirTerritoire(client, url, territoire)
    return true
  })

/**
 * Makes a territory anew as it was after its first `faites` migrations, has it filled, then brings it to the present: in one transaction,
 * of which nothing is left when anything fails. `remplir` is given the owner's connection. Refused (conflict): it exists already, or the
 * base is that of another key.
 */
export const reconstruireTerritoire = (
  url: string,
  territoire: ACreer & { creeLe: string },
  faites: number,
  remplir: (client: pg.Client, schema: string) => Promise<void>,
): Promise<void> =>
  connexion(url, async client => {
    const { rowCount } = await client.query('select from commun.territoire where code = $1', [territoire.code])
    if (rowCount)
      throw new Refusal(
        'conflict',
        'territoire-existant',
        `Le territoire ${territoire.code} existe déjà dans cette base\u00a0: il n’est jamais remplacé. Restaurez ailleurs, ou effacez-le d’abord (LISEZMOI). Rien n’a changé.`,
      )
    await batirTerritoire(client, url, territoire, { faites, remplir })
    // It is there: statistics that fail now come by themselves.
    await client.query(`set client_min_messages = warning; analyze`).catch(() => {})
  })

/** Its schema, its rights and its declaration, together or not at all; its role stays, which alone opens nothing. */
async function batirTerritoire(
  client: pg.Client,
  url: string,
  { code, nom, demo = false, creeLe }: ACreer & { creeLe?: string },
  reprise?: { faites: number; remplir: (client: pg.Client, schema: string) => Promise<void> },
): Promise<void> {
  const schema = schemaTerritoire(code)
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema])
  if (rowCount)
    throw new Refusal(
      'conflict',
      'schema-existant',
      `La base a un schéma ${schema} qui n’est celui d’aucun territoire. Regardez ce qu’il contient, gardez-le sous un autre nom (alter schema ${schema} rename to …) ou supprimez-le (drop schema ${schema} cascade), puis recommencez. Rien n’a changé.`,
    )
  // Signing in as it is tried from another connection.
  await creerRole(client, schema)
  await ouvrirPorte(client, url, schema)
  await client.query(`begin; set local client_min_messages = warning; create schema ${schema}`)
  await tenirCles(client)
  await client.query(
    'insert into commun.territoire (code, nom, demo, cree_le) values ($1, $2, $3, coalesce($4, now()))',
    [code, nom, demo, creeLe ?? null],
  )
  if (reprise) {
    await appliquer(sansFin(client), 'territoire', schema, reprise.faites)
    await reprise.remplir(client, schema)
  }
  await appliquer(sansFin(client), 'territoire', schema)
  await client.query(droitsDuTerritoire(schema))
  await verifierCatalogue(client, [schema])
  await client.query('commit')
}

/** Acts if it is known that the base hasn't this territory, and while nobody makes it. */
export const siAbsent = (url: string, code: string, agir: () => Promise<void>): Promise<void> =>
  connexion(url, async client => {
    const { rowCount } = await client.query('select from commun.territoire where code = $1', [code])
    if (rowCount === 0) await agir()
  })

/** Says that a territory is the demo one: its accounts are told on the sign-in page. */
export async function declarerDemo(url: string, code: string): Promise<void> {
  await connexion(url, client => client.query('update commun.territoire set demo = true where code = $1', [code]))
}
