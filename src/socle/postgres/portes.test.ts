import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ouvrirBase } from '../../base.ts'
import { creerTerritoire, migrer, sqlDesRoles } from '../migrer.ts'
import { postgresDeTest } from '../postgres-local.ts'
import { adresseDe } from './portes.ts'

// A server of one's own: roles and their passwords belong to the whole server.
let serveur: Awaited<ReturnType<typeof postgresDeTest>>
let admin: pg.Client
beforeAll(async () => {
  serveur = await postgresDeTest()
  admin = new pg.Client({ connectionString: serveur.url })
  await admin.connect()
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await admin.end()
  await serveur.arreter()
})

const MOT = 'un mot de passe de propriétaire'

/** A database whose owner is an ordinary role, as the installation guide says. */
async function unProprietaire(nom: string, pouvoirs: string): Promise<string> {
  await admin.query(`create role ${nom} login ${pouvoirs} password '${MOT}'`)
  await admin.query(`create database ${nom} owner ${nom}`)
  const url = new URL(serveur.url)
  url.username = nom
  url.password = MOT
  url.pathname = `/${nom}`
  return url.href
}
const refus = (promesse: Promise<unknown>) =>
  promesse.then(
    () => null,
    (e: { code?: string; message: string }) => e,
  )
const qui = async (url: string, code: string) => {
  const base = ouvrirBase(url, 2)
  try {
    const { rows } = await base.poolTerritoire(code).query('select session_user as ici, current_schema as ou')
    return rows[0]
  } finally {
    await base.fermer()
  }
}

test('un propriétaire sans droit de créer des rôles : refusé avec ce qu’il faut faire, puis servi une fois que c’est fait', async () => {
  const url = await unProprietaire('geree', '')
  const premier = await refus(migrer(url))
  expect(premier).toMatchObject({ kind: 'forbidden', code: 'role-impossible' })
  expect(premier?.message).toContain('filrouge roles')
  const sql = await sqlDesRoles(url, ['59'])
  expect(sql.match(/create role \w+/g)).toEqual(
    ['filrouge_commun', 'filrouge_travaux', 't_59'].map(r => `create role ${r}`),
  )
  // What is run there may be logged: no password in it, only what checks it.
  for (const role of ['filrouge_commun', 't_59'])
    expect(sql).not.toContain(new URL(adresseDe(url, role)).searchParams.get('password'))
  for (let fois = 1; fois <= 2; fois++) await admin.query(sql)
  await migrer(url)
  await creerTerritoire(url, { code: '59', nom: 'Nord' })
  expect(await qui(url, '59')).toEqual({ ici: 't_59', ou: 't_59' })
  await admin.query('drop database geree with (force)')
  for (const role of ['filrouge_commun', 'filrouge_travaux', 't_59']) await admin.query(`drop role ${role}`)
})

test('un propriétaire qui peut créer des rôles fait tout seul, et remet un mot de passe changé à la main', async () => {
  const url = await unProprietaire('autonome', 'createrole')
  await migrer(url)
  await creerTerritoire(url, { code: '59', nom: 'Nord' })
  expect(await qui(url, '59')).toEqual({ ici: 't_59', ou: 't_59' })
  await admin.query(`alter role t_59 password 'un autre'`)
  expect(await refus(qui(url, '59'))).toMatchObject({ code: '28P01' })
  await migrer(url)
  expect(await qui(url, '59')).toEqual({ ici: 't_59', ou: 't_59' })
})

test('le secret vient de FILROUGE_ROLES s’il est donné : l’adresse peut alors ne pas porter de mot de passe', async () => {
  const url = new URL(serveur.url)
  url.pathname = '/autonome'
  const sans = new URL(url)
  sans.password = ''
  expect(() => adresseDe(sans.href, 't_59')).toThrow('FILROUGE_ROLES')
  vi.stubEnv('FILROUGE_ROLES', 'court')
  expect(() => adresseDe(url.href, 't_59')).toThrow('au moins 32')
  vi.stubEnv('FILROUGE_ROLES', 'un secret pour les rôles, assez long')
  const mot = (u: URL, role: string) => new URL(adresseDe(u.href, role)).searchParams.get('password')
  expect(mot(sans, 't_59')).toBe(mot(url, 't_59'))
  expect(mot(url, 't_59')).not.toBe(mot(url, 't_00'))
  await migrer(url.href)
  expect(await qui(url.href, '59')).toEqual({ ici: 't_59', ou: 't_59' })
})

test('une adresse sans hôte (un socket) garde où elle mène', () => {
  vi.stubEnv('FILROUGE_ROLES', 'un secret pour les rôles, assez long')
  const client = new pg.Client({ connectionString: adresseDe('postgres:///filrouge?host=/run/postgresql', 't_59') })
  expect([client.user, client.host, client.database]).toEqual(['t_59', '/run/postgresql', 'filrouge'])
})

test('un rôle qui peut plus que ce qu’on lui donne n’est pas pris', async () => {
  const url = new URL(serveur.url)
  url.pathname = '/autonome'
  await migrer(url.href)
  for (const [donner, retirer] of [
    ...['superuser', 'createrole', 'createdb', 'replication', 'bypassrls'].map(p => [
      `alter role t_59 ${p}`,
      `alter role t_59 no${p}`,
    ]),
    ['grant pg_read_all_data to filrouge_commun', 'revoke pg_read_all_data from filrouge_commun'],
  ]) {
    await admin.query(donner as string)
    expect([donner, await refus(migrer(url.href))]).toMatchObject([donner, { code: 'role-trop-puissant' }])
    await admin.query(retirer as string)
  }
  await migrer(url.href)
})
