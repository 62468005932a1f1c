import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as attendre } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unEssai } from './essai.ts'
import { deposer, lireImport } from './import/essai-import.ts'

const essai = unEssai()
let admin: pg.Client
let enfants: ChildProcess[] = []
beforeEach(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
afterEach(async () => {
  await admin.end()
  for (const enfant of enfants) {
    if (enfant.exitCode !== null || enfant.signalCode !== null) continue
    enfant.kill('SIGKILL')
    await once(enfant, 'exit')
  }
  enfants = []
})

/** The service in a process of its own, once it serves. */
async function unService(arretS = '3'): Promise<ChildProcess> {
  const enfant = spawn(process.execPath, [fileURLToPath(new URL('./essai-service.ts', import.meta.url)), essai.url], {
    env: { ...process.env, FILROUGE_ARRET_S: arretS },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  enfants.push(enfant)
  for await (const dit of enfant.stdout) if (String(dit).includes('Filrouge est prêt')) break
  enfant.stdout.resume()
  return enfant
}
const LISTE = Buffer.from('Nom;Prénom;Né(e) le\nESSAI-A;Zoé;25/04/1990\n')
const importer = async () => {
  const id = await deposer(essai, LISTE, { fichier: 'liste.csv' })
  await admin.query(`update t_59.import set statut = 'en-attente', genre = 'personnes' where id = $1`, [id])
  return id
}
/** Waits until the import gets there; answers how many milliseconds it took. */
async function jusqua(id: string, statut: string, patience = 20_000): Promise<number> {
  const depart = performance.now()
  while ((await lireImport(essai, id)).statut !== statut) {
    if (performance.now() - depart > patience) throw new Error(`l’import n’est pas ${statut}`)
    await attendre(50)
  }
  return performance.now() - depart
}
const enAttente = async () =>
  (await admin.query(`select from pg_locks where not granted and locktype = 'relation'`)).rowCount ?? 0
const tenus = async () =>
  (await admin.query('select task_identifier from graphile_worker.jobs where locked_at is not null')).rows

test('un import trop long pour l’arrêt est rendu à temps, n’y perd pas d’essai, et reprend aussitôt au démarrage', async () => {
  const id = await importer()
  // Nobody writes persons as long as this transaction lasts.
  await admin.query('begin; lock table t_59.personne in exclusive mode')
  const service = await unService()
  await jusqua(id, 'en-cours')
  while ((await enAttente()) === 0) await attendre(50)
  const depart = performance.now()
  service.kill('SIGTERM')
  expect(await once(service, 'exit')).toEqual([0, null])
  expect(performance.now() - depart).toBeLessThan(5000)
  await admin.query('rollback')
  expect(await tenus()).toEqual([])
  const { rows } = await admin.query('select statut, arrets from t_59.import where id = $1', [id])
  expect(rows).toEqual([{ statut: 'en-cours', arrets: 0 }])
  await admin.query('delete from graphile_worker._private_jobs')
  await unService()
  expect(await jusqua(id, 'applique')).toBeLessThan(8000)
}, 60_000)

test('tué net pendant un import, le service reprend aussitôt, et aucun travail ne reste tenu par le mort', async () => {
  const id = await importer()
  await admin.query('begin; lock table t_59.personne in exclusive mode')
  const service = await unService()
  await jusqua(id, 'en-cours')
  while ((await enAttente()) === 0) await attendre(50)
  service.kill('SIGKILL')
  await once(service, 'exit')
  expect(await tenus()).not.toEqual([])
  // The dead one's statement doesn't go on waiting, in front of who takes its place.
  for (let i = 0; i < 60 && (await enAttente()) > 0; i++) await attendre(100)
  expect(await enAttente()).toBe(0)
  await admin.query('rollback')
  await unService()
  expect(await jusqua(id, 'applique')).toBeLessThan(8000)
  const depart = performance.now()
  while ((await tenus()).length > 0 && performance.now() - depart < 20_000) await attendre(100)
  expect(await tenus()).toEqual([])
  expect((await admin.query('select count(*)::int as n from t_59.personne')).rows).toEqual([{ n: 1 }])
}, 60_000)
