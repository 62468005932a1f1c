import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { recitDistinction } from '../personne/personne.recits.ts'
import { creerTerritoire } from '../socle/migrer.ts'

/** PostgreSQL itself keeps territories apart and the application from changing tables (architecture §2, §5 rule 5). */
const essai = unEssai()
beforeAll(async () => {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
})

const REFUSE = '42501'
const codeErreur = async (requete: Promise<unknown>) =>
  requete.then(
    () => 'accepté',
    (erreur: { code?: string }) => erreur.code,
  )
const essayer = (sql: string) => codeErreur(essai.base.poolTerritoire('59').query(sql))

test('un territoire ne lit ni n’écrit chez un autre, même en le nommant', async () => {
  expect(await essayer('select count(*) from personne')).toBe('accepté')
  expect(await essayer('select count(*) from t_00.personne')).toBe(REFUSE)
  expect(await essayer(`insert into t_00.parametre values ('x', now(), '1', null, null, now())`)).toBe(REFUSE)
  expect(await essayer('create table t_00.copie (id int)')).toBe(REFUSE)
})

test('un territoire ne lit ni les identités, ni les sessions, ni la file des travaux', async () => {
  expect(await essayer('select * from commun.identite')).toBe(REFUSE)
  expect(await essayer('select * from commun.session')).toBe(REFUSE)
  expect(await essayer('select * from graphile_worker._private_jobs')).toBe(REFUSE)
})

test('les identités ne lisent aucun territoire et n’en déclarent pas', async () => {
  const commun = (sql: string) =>
    essai.base.commun.executeQuery({ sql, parameters: [], query: { kind: 'RawNode' } as never, queryId: {} as never })
  expect(await codeErreur(commun('select 1 from t_59.personne'))).toBe(REFUSE)
  expect(await codeErreur(commun(`insert into territoire (code, nom) values ('98', 'Intrus')`))).toBe(REFUSE)
})

test('l’application ne crée, ne change ni ne détruit aucune table', async () => {
  for (const ddl of [
    'create table intruse (id int)',
    'alter table personne add column intruse int',
    'drop table courrier',
    'create index intrus on personne (nom)',
    'truncate personne cascade',
    'create schema intrus',
  ])
    expect([ddl, await essayer(ddl)]).toEqual([ddl, REFUSE])
  const { rows } = await essai.base
    .poolTerritoire('59')
    .query(`select tablename from pg_tables where schemaname in ('t_59', 'commun') and tableowner = current_user`)
  expect(rows).toEqual([])
})

test('aucune table ne se vide d’un bloc : sur celles d’un import, PostgreSQL n’en redémarrerait pas après une panne', async () => {
  const { rows } = await essai.base
    .poolTerritoire('59')
    .query(
      `select relname from pg_class where relnamespace = 't_59'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'truncate')`,
    )
  expect(rows).toEqual([])
})

test('le carnet et la trace des lectures ne se réécrivent pas', async () => {
  const { id } = await unePersonne(essai)
  await essai.ctx().record({ personne: id }, recitDistinction)
  for (const table of ['evenement', 'consultation']) {
    expect(await essayer(`select * from ${table}`)).toBe('accepté')
    expect(await essayer(`update ${table} set le = now()`)).toBe(REFUSE)
    expect(await essayer(`delete from ${table}`)).toBe(REFUSE)
    expect(await essayer(`truncate ${table}`)).toBe(REFUSE)
  }
})

test('la raison dite en ouvrant un dossier ne se réécrit ni ne s’efface ; sa revue s’écrit ensuite', async () => {
  for (const ordre of [
    'delete from ouverture',
    'truncate ouverture',
    ...['id', 'personne_id', 'agent_id', 'role', 'le', 'motif', 'precision'].map(
      c => `update ouverture set ${c} = ${c}`,
    ),
  ])
    expect([ordre, await essayer(ordre)]).toEqual([ordre, REFUSE])
  expect(await essayer(`update ouverture set revue = 'normal', revue_le = now()`)).toBe('accepté')
  // However far one asks, those of the last six months stay.
  expect(await essayer(`select effacer_ouvertures('2999-01-01')`)).toBe('accepté')
})

test('les migrations passées ne se réécrivent pas', async () => {
  expect(await essayer('delete from migration')).toBe(REFUSE)
  const admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
  const { rows } = await admin.query(`select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = 't_59'`)
  await admin.end()
  expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false }])
})
