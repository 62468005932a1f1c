import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { ajouterBrut } from '../../essai-travaux.ts'
import { serveur } from '../../serveur.ts'

const essai = unEssai()
let app: FastifyInstance
let admin: pg.Client
beforeAll(async () => {
  app = await serveur(essai.base, { ecrans: undefined, retardMaxMs: 0 })
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
const nom = new URL(essai.url).pathname.slice(1)
const regler = async (quoi: string) => {
  await admin.query(`alter database ${nom} ${quoi}`)
  // Connections keep what they were opened with.
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'filrouge_commun'`,
  )
}
afterEach(async () => {
  await regler('reset default_transaction_read_only')
  await regler('connection limit -1')
  await admin.query('delete from graphile_worker._private_jobs')
})
afterAll(async () => {
  await app.close()
  await admin.end()
})

const PLUS_TARD_MS = 600
async function lire() {
  await sleep(PLUS_TARD_MS)
  const reponses: Record<string, unknown> = {}
  for (const quoi of ['', '/vivant', '/pret', '/ecritures', '/file']) {
    const { statusCode, json, headers } = await app.inject(`/sante${quoi}`)
    expect([quoi, headers['cache-control']]).toEqual([quoi, 'no-store'])
    reponses[quoi] = quoi ? statusCode : [statusCode, json()]
  }
  return reponses
}

test('tout va : tout répond, sans rien dire d’autre', async () => {
  const sante = { vivant: true, pret: true, ecritures: true, file: true }
  expect(await lire()).toEqual({
    '': [200, sante],
    '/vivant': 200,
    '/pret': 200,
    '/ecritures': 200,
    '/file': 200,
  })
})

test('la base se lit sans s’écrire : prêt, mais pas à écrire', async () => {
  await regler('set default_transaction_read_only = on')
  const sante = { vivant: true, pret: true, ecritures: false, file: true }
  expect(await lire()).toMatchObject({ '': [503, sante], '/vivant': 200, '/pret': 200, '/ecritures': 503 })
})

test('sans base : vivant, et rien d’autre', async () => {
  await regler('connection limit 0')
  const sante = { vivant: true, pret: false, ecritures: false, file: false }
  expect(await lire()).toMatchObject({
    '': [503, sante],
    '/vivant': 200,
    '/pret': 503,
    '/ecritures': 503,
    '/file': 503,
  })
})

test('un travail que personne ne prend : la file n’avance pas, le reste va ; pris, elle avance', async () => {
  await ajouterBrut(essai, 'purger-avis', {})
  expect(await lire()).toMatchObject({ '/file': 200 })
  await admin.query(`update graphile_worker._private_jobs set run_at = now() - interval '6 minutes'`)
  const sante = { vivant: true, pret: true, ecritures: true, file: false }
  expect(await lire()).toMatchObject({ '': [200, sante], '/file': 503 })
  await admin.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'au travail'`)
  expect(await lire()).toMatchObject({ '/file': 200 })
})

test('une horloge qui ne sonne plus : la file n’avance pas', async () => {
  await admin.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     values ('a', now(), now() - interval '1 hour'), ('b', now(), now() - interval '6 minutes')`,
  )
  expect(await lire()).toMatchObject({ '/file': 503 })
  await admin.query(`update graphile_worker._private_known_crontabs set last_execution = now() where identifier = 'b'`)
  expect(await lire()).toMatchObject({ '/file': 200 })
  await admin.query('delete from graphile_worker._private_known_crontabs')
})

test('l’écriture ou la file qui tarde ne retient qu’elle : lire répond aussitôt', async () => {
  await sleep(PLUS_TARD_MS)
  await admin.query('begin')
  await admin.query('lock table commun.ecriture_possible in access exclusive mode')
  try {
    const debut = performance.now()
    const ecritures = app.inject('/sante/ecritures')
    expect((await app.inject('/sante/pret')).statusCode).toBe(200)
    expect((await app.inject('/sante/file')).statusCode).toBe(200)
    expect(performance.now() - debut).toBeLessThan(1000)
    expect((await ecritures).statusCode).toBe(503)
    // Asked again and again, it isn't asked of the base once more as long as that lasts.
    for (let fois = 0; fois < 3; fois++) {
      await sleep(PLUS_TARD_MS)
      expect((await app.inject('/sante/ecritures')).statusCode).toBe(503)
    }
    const { rows } = await admin.query(
      `select from pg_stat_activity where datname = current_database() and query like 'update ecriture_possible%' and state = 'active'`,
    )
    expect(rows).toHaveLength(1)
  } finally {
    await admin.query('rollback')
  }
})
