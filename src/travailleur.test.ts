import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { runInThisContext } from 'node:vm'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { demandeAgent } from './agent/compte/essai-compte.ts'
import { unEssai } from './essai.ts'
import { ajouterBrut } from './essai-travaux.ts'
import { type Travailleur, travailleur } from './travailleur.ts'

const essai = unEssai()
let admin: pg.Client
let ouvrier: Travailleur | null = null
let dits: string[] = []
const nom = new URL(essai.url).pathname.slice(1)
beforeAll(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
afterEach(async () => {
  await ouvrir(true)
  await ouvrier?.arreter(5000)
  ouvrier = null
  await admin.query('delete from graphile_worker._private_jobs')
  for (const reglage of ['SMTP', 'EXPEDITEUR', 'ADRESSE', 'ANTIVIRUS']) delete process.env[`FILROUGE_${reglage}`]
})
afterAll(() => admin.end())

const ouvrir = (oui: boolean) => admin.query(`alter database ${nom} connection limit ${oui ? -1 : 0}`)
/** Cuts all that the application holds. */
const couper = () =>
  admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename in ('t_59', 'filrouge_commun', 'filrouge_travaux')`,
  )
const demarrer = async () => {
  dits = []
  ouvrier = await travailleur(essai.base, message => void dits.push(message))
}
const demander = () => ajouterBrut(essai, 'purger-avis', { territoire: '59' }, ['territoire:59'])
const restants = async () =>
  (
    await admin.query(
      `select j.id, j.locked_by, j.attempts, j.last_error from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'purger-avis'`,
    )
  ).rows
async function faits(secondes: number): Promise<void> {
  for (let essais = 0; essais < secondes * 20; essais++) {
    if (!(await restants()).length) return
    await sleep(50)
  }
  expect(await restants()).toEqual([])
}

test('toutes ses connexions coupées, il travaille encore : ce qui est demandé ensuite est fait en quelques secondes', async () => {
  await demarrer()
  for (let fois = 0; fois < 5; fois++) {
    await couper()
    await demander()
    await faits(5)
  }
})

test('la base partie trois secondes, puis revenue : il reprend sans qu’on y touche', async () => {
  await demarrer()
  await ouvrir(false)
  await couper()
  await demander()
  await sleep(3000)
  await ouvrir(true)
  await faits(6)
  // Each of its connections would have told it, as often as it failed.
  expect(dits.filter(d => d.includes('en difficulté'))).toHaveLength(1)
})

test('ce que la file écrirait d’elle-même passe par le journal de la maison, une fois ; ce que dit un autre passe comme sans elle', async () => {
  const moyens = ['error', 'warn', 'trace'] as const
  const espions = moyens.map(ou => vi.spyOn(console, ou).mockReturnValue())
  await demarrer()
  const file = { filename: '/x/node_modules/graphile-worker/dist/main.js' }
  for (const ou of moyens) runInThisContext(`console.${ou}(new Error('ESSAI-DUVAL'))`, file)
  console.error('un autre')
  expect(espions.map(e => e.mock.calls)).toEqual([[['un autre']], [], []])
  expect(dits).toEqual(['la file des travaux de fond est en difficulté'])
  await ouvrier?.arreter(5000)
  ouvrier = null
  expect(moyens.map(ou => console[ou])).toEqual(espions)
  for (const e of espions) e.mockRestore()
})

test('la base perdue pendant un travail : il est refait, et rien ne reste tenu', async () => {
  await demarrer()
  const gardien = new pg.Client({ connectionString: essai.url })
  await gardien.connect()
  for (let fois = 0; fois < 3; fois++) {
    await gardien.query('begin')
    await gardien.query('lock table t_59.avis in access exclusive mode')
    await demander()
    while (!(await restants()).some(j => j.locked_by)) await sleep(20)
    await ouvrir(false)
    await couper()
    await gardien.query('rollback')
    await sleep(3000)
    await ouvrir(true)
    await faits(20)
  }
  await gardien.end()
})

/** Takes what comes and never says a word, as a real one that is stuck. */
async function unMuet() {
  let appels = 0
  const serveur = createServer(prise => {
    appels++
    prise.on('error', () => {}).resume()
  })
  await new Promise<void>(pret => serveur.listen(0, '127.0.0.1', pret))
  const { port } = serveur.address() as AddressInfo
  return { port, appels: () => appels, fermer: () => serveur.close() }
}

test('un serveur de courriel muet ne retient que le courriel : essayé une fois, les douze messages attendent', async () => {
  const muet = await unMuet()
  process.env.FILROUGE_SMTP = `smtp://127.0.0.1:${muet.port}`
  process.env.FILROUGE_EXPEDITEUR = 'Filrouge <filrouge@example.org>'
  process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org'
  const administrateur = await essai.unAgent('administrateur')
  for (let i = 0; i < 12; i++)
    expect((await administrateur.brut('POST /agents', demandeAgent(`zoe${i}@example.org`))).json.envoye).toBe(true)
  await demarrer()
  while (!muet.appels()) await sleep(20)
  for (let fois = 0; fois < 3; fois++) {
    await demander()
    await faits(2)
  }
  // Past what the one that called is given, and its next turn: no other called, nor failed for that.
  await sleep(9000)
  expect(dits.filter(d => d.startsWith('travail en échec'))).toHaveLength(1)
  const { rows } = await admin.query(
    `select attempts, count(*)::int as messages from graphile_worker.jobs where task_identifier = 'envoyer-activation' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { attempts: 0, messages: 11 },
    { attempts: 1, messages: 1 },
  ])
  muet.fermer()
}, 30_000)
