import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { enMaitre, unEssai } from '../../essai.ts'
import { uneStructureACreer } from '../../offre/essai-structure.ts'

const essai = unEssai()
let admin: pg.Client
/** Holds what others wait for. */
let gardien: pg.Client
beforeAll(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  gardien = new pg.Client({ connectionString: essai.url })
  await Promise.all([admin.connect(), gardien.connect()])
})
afterEach(() => gardien.query('rollback'))
afterAll(() => Promise.all([admin.end(), gardien.end()]))

const enregistrees = async () => (await admin.query('select id from t_59.structure')).rowCount
/** Cuts the connections of the territory that are at work on something like `quoi`, once there is one. */
async function couper(quoi: string): Promise<void> {
  for (let essais = 0; essais < 200; essais++) {
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 't_59' and state <> 'idle' and query like $1`,
      [quoi],
    )
    if (rowCount) return
    await sleep(10)
  }
  throw new Error('rien à couper')
}

/** Whether the application may come in. */
const ouvrir = (oui: boolean) =>
  admin.query(`alter database ${new URL(essai.url).pathname.slice(1)} connection limit ${oui ? -1 : 0}`)
afterEach(() => ouvrir(true))

test('une connexion coupée pendant une commande : elle est refaite sur une autre, une seule fois', async () => {
  const qui = await essai.unAgent('administrateur')
  for (let fois = 0; fois < 5; fois++) {
    const demande = uneStructureACreer()
    const avant = (await enregistrees()) ?? 0
    await gardien.query('begin')
    await gardien.query('lock table t_59.structure in exclusive mode')
    const reponse = qui.brut('POST /structures', demande as never)
    await couper('insert into "structure"%')
    await gardien.query('rollback')
    expect((await reponse).status).toBe(200)
    expect(await enregistrees()).toBe(avant + 1)
  }
})

test('une base qui ne revient pas : 503, qui dit que rien n’est fait ; revenue, tout passe', async () => {
  const qui = await essai.unAgent('administrateur')
  const demande = uneStructureACreer()
  const avant = await enregistrees()
  await gardien.query('begin')
  await gardien.query('lock table t_59.structure in exclusive mode')
  const reponse = qui.brut('POST /structures', demande as never)
  await ouvrir(false)
  await couper('insert into "structure"%')
  await gardien.query('rollback')
  const { status, json, entetes } = await reponse
  expect([status, json.code, json.detail, entetes['retry-after']]).toEqual([
    503,
    'base-absente',
    'Le service est interrompu pour un instant. Rien n’a été enregistré. Réessayez dans un instant.',
    '2',
  ])
  expect(await enregistrees()).toBe(avant)
  await ouvrir(true)
  expect((await qui.brut('POST /structures', demande as never)).status).toBe(200)
})

test('une connexion coupée pendant une lecture : elle est refaite ; sans base, 503', async () => {
  const qui = await essai.unAgent('administrateur')
  const lire = async (possible: boolean) => {
    await gardien.query('begin')
    await gardien.query('lock table t_59.structure in access exclusive mode')
    const reponse = qui.brut('GET /structures')
    await ouvrir(possible)
    await couper('%structure%')
    await gardien.query('rollback')
    return await reponse
  }
  expect((await lire(true)).status).toBe(200)
  // Nothing was to be recorded: nothing is said of it.
  expect(await lire(false)).toMatchObject({
    status: 503,
    json: { code: 'base-absente', detail: 'Le service est interrompu pour un instant. Réessayez dans un instant.' },
  })
})

test('une connexion coupée pendant la validation : nul ne sait, et rien n’est affirmé', async () => {
  await enMaitre(
    essai,
    `create function t_59.lambiner() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return null; end $$;
     create constraint trigger lambiner after insert on t_59.structure deferrable initially deferred
       for each row execute function t_59.lambiner()`,
  )
  try {
    const qui = await essai.unAgent('administrateur')
    const reponse = qui.brut('POST /structures', uneStructureACreer() as never)
    await couper('commit')
    const { status, json, entetes } = await reponse
    expect([status, json.code, entetes['retry-after']]).toEqual([503, 'issue-inconnue', undefined])
    expect(json.detail).not.toContain('ien n’a été enregistré')
  } finally {
    await enMaitre(essai, 'drop trigger lambiner on t_59.structure; drop function t_59.lambiner()')
  }
})

test('toutes les connexions coupées à la fois, vingt fois sous des commandes : le serveur reste, rien de dit n’est perdu', async () => {
  const qui = await essai.unAgent('administrateur')
  const faites: string[] = []
  const autres = new Set<number>()
  let continuer = true
  const agir = async () => {
    while (continuer) {
      const demande = uneStructureACreer()
      const { status } = await qui.brut('POST /structures', demande as never)
      if (status === 200) faites.push(demande.id)
      else autres.add(status)
    }
  }
  const agissent = Array.from({ length: 4 }, agir)
  for (let fois = 0; fois < 20; fois++) {
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('t_59', 'filrouge_commun')`,
    )
    await sleep(20)
  }
  continuer = false
  await Promise.all(agissent)
  expect([...autres].filter(s => s !== 503)).toEqual([])
  expect(faites.length).toBeGreaterThan(0)
  const { rowCount } = await admin.query('select id from t_59.structure where id = any($1::uuid[])', [faites])
  expect(rowCount).toBe(faites.length)
})
