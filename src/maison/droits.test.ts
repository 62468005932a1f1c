import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { creerTerritoire, migrer } from '../socle/migrer.ts'
import { adresseDe, ROLE_COMMUN, ROLE_TRAVAUX } from '../socle/postgres/portes.ts'
import { attendus, constates } from './essai-droits.ts'

/** Every table by every role that signs in: what PostgreSQL gives it is what is declared, and really so. */
const essai = unEssai()
let admin: pg.Client
beforeAll(async () => {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  // The rights of the database itself don't follow its copies.
  await migrer(essai.url)
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
  await admin.query(
    `do $$ begin create role filrouge_quiconque; exception when duplicate_object or unique_violation then null; end $$`,
  )
})
afterAll(() => admin.end())

const SCHEMAS = {
  commun: 'commun',
  graphile_worker: 'graphile_worker',
  t_00: 'territoire',
  t_59: 'territoire',
} as const
const roles = (schema: string) => ({
  sien: schema === 't_00' ? 't_00' : 't_59',
  voisin: schema === 't_00' ? 't_59' : 't_00',
  commun: ROLE_COMMUN,
  travaux: ROLE_TRAVAUX,
  quiconque: 'filrouge_quiconque',
})
const PORTES = ['t_59', 't_00', ROLE_COMMUN, ROLE_TRAVAUX]

async function entrer<T>(role: string, agir: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adresseDe(essai.url, role) })
  await client.connect()
  try {
    return await agir(client)
  } finally {
    await client.end()
  }
}
const codeDe = (client: pg.Client, sql: string) =>
  client.query(sql).then(
    () => 'accepté',
    (e: { code?: string }) => e.code,
  )

test('chaque table, chaque vue, pour chaque rôle : ce qui est déclaré, rien d’autre', async () => {
  expect(await constates(admin, roles)).toEqual(attendus(SCHEMAS, roles))
})

test('une table neuve échoue tant qu’elle n’est pas déclarée, un droit de plus se voit', async () => {
  const avant = await constates(admin, roles)
  await admin.query(
    'begin; create table commun.secret (mot text); grant select on commun.secret, t_00.personne to t_59',
  )
  await admin.query('grant usage on schema t_00 to t_59')
  const apres = await constates(admin, roles)
  await admin.query('rollback')
  expect(apres.filter(l => !avant.includes(l) && l.endsWith('L'))).toEqual([
    'commun.secret t_59: L',
    't_00.personne t_59: L',
  ])
  expect(apres).toContain('commun.secret filrouge_commun:')
})

test('entré par sa porte, un rôle lit les tables déclarées et est refusé devant les autres', async () => {
  const lignes = await constates(admin, roles)
  for (const role of PORTES) {
    const voulus = lignes.flatMap(l => (l.includes(` ${role}:`) ? [[l.split(' ')[0], /: L/.test(l)] as const] : []))
    const lus = await entrer(role, async client => {
      const issues: [string | undefined, boolean][] = []
      for (const [table] of voulus)
        issues.push([table, (await codeDe(client, `select from ${table} limit 1`)) === 'accepté'])
      return issues
    })
    expect([role, lus]).toEqual([role, voulus])
  }
})

test('un rôle n’appelle que les fonctions de son lieu, et aucune n’efface sans garde', async () => {
  const { rows } = await admin.query<{ role: string; fonctions: string }>(
    `select r.rolname as role, string_agg(n.nspname || '.' || p.proname, ' ' order by n.nspname, p.proname) as fonctions
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join pg_roles r
     where r.rolname = any($1) and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
       and (n.nspname <> r.rolname or p.proname = 'effacer_personnes_verifiees')
       and has_schema_privilege(r.oid, n.oid, 'usage') and has_function_privilege(r.oid, p.oid, 'execute')
     group by 1 order by 1`,
    [PORTES],
  )
  const file = 'add_job add_jobs complete_jobs force_unlock_workers permanently_fail_jobs remove_job reschedule_jobs'
  const travaux = ['abandonner_travail', 'ajouter_tache', 'relancer_travail', 'travaux']
    .map(f => `commun.${f}`)
    .join(' ')
  expect(rows).toEqual([
    { role: ROLE_COMMUN, fonctions: 'commun.attente_de_la_file commun.envois_de_liens' },
    { role: ROLE_TRAVAUX, fonctions: `commun.planifier_tache ${file.replaceAll(/\w+/g, 'graphile_worker.$&')}` },
    { role: 't_00', fonctions: travaux },
    { role: 't_59', fonctions: travaux },
  ])
})

test('nul n’appelle la fonction d’un déclencheur, ni ne la met sur une table à lui', async () => {
  const { rows } = await admin.query(
    `select p.oid::regprocedure::text as fonction, r.rolname as role from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join pg_roles r
     where p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) and n.nspname not in ('pg_catalog', 'information_schema')
       and r.rolname = any($1) and has_function_privilege(r.oid, p.oid, 'execute')`,
    [[...PORTES, 'filrouge_quiconque']],
  )
  expect(rows).toEqual([])
})

test('le déclencheur qui retire des listes les personnes effacées ne sert qu’à elles', async () => {
  await admin.query(
    `create table t_59.piege (id uuid); insert into t_59.piege values (gen_random_uuid());
     create trigger piege after delete on t_59.piege referencing old table as parties_d_ici
       for each statement execute function t_59.oublier_des_listes()`,
  )
  expect(await codeDe(admin, 'delete from t_59.piege')).toBe('42501')
  await admin.query('drop table t_59.piege')
})

test('d’une preuve, un rôle ne change que ce qui s’écrit ensuite, colonne par colonne', async () => {
  const { rows } = await admin.query<{ colonne: string }>(
    `select c.relname || '.' || a.attname as colonne from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 't_59'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and not has_table_privilege('t_59', c.oid, 'update') and has_column_privilege('t_59', c.oid, a.attnum, 'update')
     order by 1`,
  )
  expect(rows.map(r => r.colonne)).toEqual(
    ['explication', 'explique_le', 'revue', 'revue_le', 'revue_mot', 'revue_par'].map(c => `ouverture.${c}`),
  )
})

test('aucun rôle ne possède rien, ne crée rien, n’est d’un autre', async () => {
  const { rows } = await admin.query(
    `select r.rolname, (select count(*)::int from pg_class c where c.relowner = r.oid) as possede,
       (select count(*)::int from pg_auth_members m where m.member = r.oid) as membre,
       (select count(*)::int from pg_namespace n where has_schema_privilege(r.oid, n.oid, 'create')) as cree,
       has_database_privilege(r.oid, current_database(), 'create') or has_database_privilege(r.oid, current_database(), 'temporary') as base,
       r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls as pouvoir
     from pg_roles r where r.rolname = any($1)`,
    [PORTES],
  )
  expect(rows).toHaveLength(PORTES.length)
  for (const r of rows) expect(r).toMatchObject({ possede: 0, membre: 0, cree: 0, base: false, pouvoir: false })
})

describe('rien ne fait changer de rôle', () => {
  /** What someone who could run any SQL would try first. */
  const DEVENIR = [
    'set role none',
    'reset role',
    'set role t_00',
    'set role filrouge_commun',
    'set role filrouge_travaux',
    'set role filrouge',
    'set session authorization default',
    'reset session authorization',
    'set session authorization filrouge',
    'set session authorization t_00',
    `select set_config('role', 'none', false)`,
    `select set_config('role', 't_00', false)`,
    `select set_config('role', 'filrouge', false)`,
    `select set_config('session_authorization', 'filrouge', false)`,
    `select set_config('search_path', 't_00, commun, graphile_worker', false)`,
    `set search_path = pg_temp, t_00, commun`,
    'reset all',
    'discard all',
    `do $$ begin execute 'set role filrouge'; end $$`,
    `alter role t_59 superuser`,
    `alter role t_59 bypassrls`,
    `grant t_00 to t_59`,
    `grant filrouge to t_59`,
    `create function commun.voler() returns void language sql security definer as 'select 1'`,
    `create temporary table jobs (id int)`,
    `create schema pirate`,
    `create role pirate`,
  ]
  const VISER = {
    'les personnes d’un autre': 'select * from t_00.personne',
    'les mots de passe': 'select mot_de_passe from commun.identite',
    'les sessions': 'select empreinte from commun.session',
    'les clés des logiciels': 'select empreinte from commun.client_api',
    'la file': 'select payload from graphile_worker._private_jobs',
    'les secrets du serveur': 'select rolpassword from pg_authid',
    'un fichier du serveur': `select pg_read_file('postgresql.conf')`,
    'une commande du serveur': `copy t_59.personne to program 'id'`,
    'le réglage d’un autre': `alter role t_00 set search_path = t_59`,
    'la mémoire d’un autre': `select pg_terminate_backend(pid) from pg_stat_activity where usename <> session_user`,
  }

  test('un territoire, quoi qu’il essaie d’abord', async () => {
    for (const devenir of DEVENIR)
      await entrer('t_59', async client => {
        await client.query(devenir).catch(() => {})
        const { rows } = await client.query('select session_user as ici, current_user as comme')
        expect([devenir, rows]).toEqual([devenir, [{ ici: 't_59', comme: 't_59' }]])
        for (const [quoi, sql] of Object.entries(VISER))
          expect([devenir, quoi, await codeDe(client, sql)]).toEqual([devenir, quoi, '42501'])
      })
  })

  test('les comptes et la file n’atteignent aucun territoire', async () => {
    for (const role of [ROLE_COMMUN, ROLE_TRAVAUX])
      for (const devenir of DEVENIR)
        await entrer(role, async client => {
          await client.query(devenir).catch(() => {})
          const { rows } = await client.query('select current_user as comme')
          expect([devenir, rows]).toEqual([devenir, [{ comme: role }]])
          expect([devenir, await codeDe(client, 'select * from t_59.personne')]).toEqual([devenir, '42501'])
        })
  })

  test('ce qu’un territoire demande n’est que pour lui', async () => {
    await entrer('t_59', async client => {
      for (const charge of [
        '{"territoire":"00"}',
        '{"territoire":null}',
        '{"territoire":["00"]}',
        '"00"',
        '[]',
        'null',
      ])
        await client.query(`select commun.ajouter_tache('essai', $1)`, [charge]).catch(() => {})
      await client.query(`select commun.ajouter_tache('essai', '{}')`)
      expect(await codeDe(client, `select commun.ajouter_tache('essai', '{"territoire":"00"}')`)).toBe('42501')
    })
    const { rows } = await admin.query(
      `select distinct p.payload ->> 'territoire' as pour, p.flags from graphile_worker._private_jobs p`,
    )
    expect(rows).toEqual([{ pour: '59', flags: { 'territoire:59': true } }])
  })
})
