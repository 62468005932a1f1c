import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { uneStructureACreer } from '../../offre/essai-structure.ts'
import { enService, processusDe } from '../../socle/postgres/etat.ts'
import { BILANS, compter, desClients, jusquAEntier } from './essai-coups.ts'
import { type Service, unService } from './essai-processus.ts'

/** The base is there, and says nothing any more: what a debugger, a machine that sleeps or a bug do of it. In real processes. */
const FOIS = Number(process.env.PANNES_FOIS) || 1
const SILENCE_S = 6

let service: Service
beforeAll(async () => {
  vi.stubEnv('FILROUGE_SILENCE_S', String(SILENCE_S))
  service = await unService()
}, 120_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await service?.fermer()
  if (FOIS > 1) console.table(BILANS)
})

/** Stops the server and all its processes as they are; `connexions`: those that stood are lost. */
function figer({ connexions = true } = {}): void {
  const serveur = enService(service.donnees)?.pid ?? 0
  const tous = [serveur, ...(processusDe(service.donnees) ?? []).filter(pid => pid !== serveur)]
  for (const pid of tous) process.kill(pid, 'SIGSTOP')
  if (connexions) for (const pid of tous.filter(p => p !== serveur)) process.kill(pid, 'SIGKILL')
}
const reprendre = () => {
  for (const pid of processusDe(service.donnees) ?? []) process.kill(pid, 'SIGCONT')
}

test('figée, ses connexions perdues : chacun est répondu en quelques secondes, elle est remplacée, rien de dit n’est perdu', async () => {
  const clients = desClients(service, 4)
  let [secondes, lente] = [0, 0]
  let vus = new Set<number>()
  for (let fois = 0; fois < FOIS; fois++) {
    await sleep(500)
    const avant = enService(service.donnees)?.pid
    figer()
    const depart = performance.now()
    while (enService(service.donnees)?.pid === avant && performance.now() - depart < 60_000) {
      const demande = performance.now()
      const { status } = await service.administrateur.demander('POST /structures', uneStructureACreer())
      lente = Math.max(lente, (performance.now() - demande) / 1000)
      vus = vus.add(status)
    }
    await jusquAEntier(service)
    secondes = Math.max(secondes, (performance.now() - depart) / 1000)
  }
  await clients.arreter()
  const [perdues, doublees] = await compter(service, clients.ecrites)
  BILANS.push({
    panne: 'base figée, connexions perdues',
    fois: FOIS,
    ecrites: clients.ecrites.length,
    perdues,
    doublees,
    secondes,
  })
  expect({ perdues, doublees }).toEqual({ perdues: 0, doublees: 0 })
  // One that waited until it was replaced is done.
  expect([...vus].filter(s => s !== 503 && s !== 200)).toEqual([])
  expect([...clients.autres.keys()].filter(s => s !== 503)).toEqual([])
  expect(lente).toBeLessThan(9)
  expect(secondes).toBeLessThan(SILENCE_S + 20)
  expect(service.serveur.vit()).toBe(true)
}, 600_000)

test('figée moins longtemps, puis reprise : elle n’est pas remplacée', async () => {
  const avant = enService(service.donnees)?.pid
  figer({ connexions: false })
  await sleep((SILENCE_S - 3) * 1000)
  reprendre()
  await jusquAEntier(service)
  await sleep(SILENCE_S * 1000)
  expect(enService(service.donnees)?.pid).toBe(avant)
}, 60_000)

test.each([true, false])(
  'figée (connexions perdues : %s), puis le serveur est arrêté : il finit à temps, et la base repart au démarrage',
  async connexions => {
    const ecrite = uneStructureACreer()
    expect((await service.administrateur.demander('POST /structures', ecrite)).status).toBe(200)
    figer({ connexions })
    const demandes = [1, 2, 3].map(() => service.administrateur.demander('POST /structures', uneStructureACreer()))
    await sleep(300)
    const depart = performance.now()
    await service.serveur.finir('SIGTERM')
    expect((performance.now() - depart) / 1000).toBeLessThan(10)
    await Promise.all(demandes)
    service.serveur = await service.demarrer()
    expect(await compter(service, [ecrite.id])).toEqual([0, 0])
  },
  120_000,
)
