import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enService, processusDe, tuer } from './etat.ts'
import { arreterGrappe } from './grappe.ts'
import { demarrer, type Grappe, trouverGrappe, veiller } from './service.ts'

// A cluster of one's own: it is killed, stopped and left stuck.
let grappe: Grappe
let url: string
let dits: string[]
let finir: () => void
let parent: string
const clients: pg.Client[] = []
beforeEach(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'filrouge-veille-'))
  // As root, PostgreSQL runs as another user, who must pass through.
  chmodSync(parent, 0o711)
  grappe = { ...(await trouverGrappe(parent, () => {})), patience: { silence: 2000, arret: 1000 } }
  dits = []
  const dire = (message: string) => void dits.push(message)
  url = await demarrer(grappe, dire)
  finir = veiller(grappe, async () => () => {}, dire)
})
afterEach(async () => {
  finir()
  await Promise.all(clients.splice(0).map(c => c.end().catch(() => {})))
  arreterGrappe(grappe.moteur, grappe.donnees, 'immediate')
  rmSync(parent, { recursive: true, force: true })
})

async function unClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}
const faire = async (sql: string) => (await unClient()).query(sql)
/** The same server answers at the same address, soon. */
async function revenue(): Promise<void> {
  for (let essais = 0; essais < 200; essais++) {
    const client = await unClient().catch(() => null)
    if (client) return
    await sleep(50)
  }
  throw new Error('la base n’est pas revenue')
}

test('tuée, elle est redémarrée à la même adresse avec tout ce qui était validé ; deux fois de suite', async () => {
  await faire('create table essai as select 42 as valeur')
  for (let fois = 1; fois <= 2; fois++) {
    const avant = enService(grappe.donnees)?.pid
    tuer(grappe.donnees)
    await revenue()
    while (dits.filter(d => d.includes('de nouveau')).length < fois) await sleep(20)
    expect(enService(grappe.donnees)?.pid).not.toBe(avant)
    expect((await faire('select valeur from essai')).rows).toEqual([{ valeur: 42 }])
  }
  expect(dits.filter(d => d.includes('redémarrée'))).toHaveLength(2)
})

test('tuée pendant qu’une table non journalisée se vidait, elle revient au second essai', async () => {
  await faire(
    'create unlogged table sas (id int primary key, texte text); insert into sas select g from generate_series(1, 100) g',
  )
  await faire('checkpoint')
  const client = await unClient()
  await client.query('begin')
  await client.query('truncate sas')
  tuer(grappe.donnees)
  await revenue()
  expect((await faire('select count(*)::int as n from sas')).rows).toEqual([{ n: 0 }])
})

test('coincée dans son arrêt, elle est remplacée', async () => {
  await faire('create table essai as select 42 as valeur')
  // Asked so, PostgreSQL waits until everybody has left, and lets nobody in.
  process.kill(enService(grappe.donnees)?.pid ?? 0, 'SIGTERM')
  await expect(unClient()).rejects.toThrow()
  await revenue()
  expect((await faire('select valeur from essai')).rows).toEqual([{ valeur: 42 }])
  expect(dits).toContainEqual(expect.stringContaining('ne répond plus'))
})

test('figée, elle est remplacée ; trouvée ainsi au démarrage aussi', async () => {
  await faire('create table essai as select 42 as valeur')
  const figer = () => {
    for (const pid of processusDe(grappe.donnees) ?? [])
      try {
        process.kill(pid, 'SIGSTOP')
      } catch {
        // It ended meanwhile, as those of the watch do.
      }
  }
  figer()
  const fige = enService(grappe.donnees)?.pid
  while (enService(grappe.donnees)?.pid === fige) await sleep(100)
  await revenue()
  expect(dits).toContainEqual(expect.stringContaining('ne répond plus'))
  while (!dits.some(d => d.includes('de nouveau'))) await sleep(20)
  finir()
  figer()
  await demarrer(grappe, () => {}, true)
  expect((await faire('select valeur from essai')).rows).toEqual([{ valeur: 42 }])
}, 60_000)

test('figée seule, et répondant encore à qui était entré, elle est remplacée : personne d’autre n’entrerait', async () => {
  const dedans = await unClient()
  // The watch's own line is open by then: it is answered.
  const ligne = `select from pg_stat_activity where application_name = 'filrouge pouls'`
  while ((await dedans.query(ligne)).rowCount === 0) await sleep(100)
  const fige = enService(grappe.donnees)?.pid ?? 0
  process.kill(fige, 'SIGSTOP')
  expect((await dedans.query('select 42 as valeur')).rows).toEqual([{ valeur: 42 }])
  while (enService(grappe.donnees)?.pid === fige) await sleep(100)
  await revenue()
  expect(dits).toContainEqual(expect.stringContaining('ne répond plus'))
  while (!dits.some(d => d.includes('de nouveau'))) await sleep(20)
}, 60_000)

test('occupée, et lente à laisser entrer, elle n’est pas remplacée', async () => {
  const avant = enService(grappe.donnees)?.pid
  const tous = await Promise.all(Array.from({ length: 60 }, unClient))
  const calculs = tous.map(c => c.query('select count(*) from generate_series(1, 100000000000)').catch(() => {}))
  await sleep(15_000)
  expect(enService(grappe.donnees)?.pid).toBe(avant)
  await faire(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%generate_series(%' and pid <> pg_backend_pid()`,
  )
  await Promise.all(calculs)
  expect(dits).toEqual([])
}, 60_000)

/** Its files say that it recovers, until what is returned is called. */
function seRemettre(): () => void {
  const fichier = path.join(grappe.donnees, 'postmaster.pid')
  const lignes = readFileSync(fichier, 'utf8').split('\n')
  writeFileSync(fichier, [...lignes.slice(0, 7), 'starting', ''].join('\n'))
  return () => writeFileSync(fichier, lignes.join('\n'))
}

test('qui se remet d’une coupure est attendue, aussi longtemps qu’il faut', async () => {
  finir()
  const avant = enService(grappe.donnees)?.pid
  const remise = seRemettre()
  const signaler = (signal: NodeJS.Signals) => {
    for (const pid of processusDe(grappe.donnees) ?? []) process.kill(pid, signal)
  }
  signaler('SIGSTOP')
  const retour = demarrer(grappe, message => void dits.push(message), true)
  // Twice what it is given to answer, and longer than a silence may last.
  await sleep(12_000)
  expect(enService(grappe.donnees)?.pid).toBe(avant)
  remise()
  signaler('SIGCONT')
  await retour
  expect(enService(grappe.donnees)?.pid).toBe(avant)
  expect(dits).toEqual([expect.stringContaining('se remet d’une coupure')])
}, 60_000)

test('qui se remet d’une coupure n’est pas arrêtée', () => {
  finir()
  const remise = seRemettre()
  expect(arreterGrappe(grappe.moteur, grappe.donnees, 'fast')).toBe(false)
  expect(enService(grappe.donnees)).toMatchObject({ etat: 'demarre' })
  remise()
  expect(arreterGrappe(grappe.moteur, grappe.donnees, 'fast')).toBe(true)
  expect(enService(grappe.donnees)).toBeNull()
})

test('arrêtée par qui en a le droit, elle n’est plus relevée', async () => {
  finir()
  arreterGrappe(grappe.moteur, grappe.donnees, 'fast')
  await sleep(700)
  expect(enService(grappe.donnees)).toBeNull()
})
