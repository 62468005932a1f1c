import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ouvrirBase } from '../../base.ts'
import { unEssai } from '../../essai.ts'
import type { Base } from '../db.ts'
import { connexion } from '../migrer.ts'
import { perteDe } from './perte.ts'

// The base behind a line that can be made mute: connections stand, or open, and nothing comes any more.
const essai = unEssai()
let base: Base
let porte: Server
let muette = false
const prises = new Set<Socket>()

/** `connexions`: those that stand are lost with it, as when a machine goes; new ones open all the same. */
function figer({ connexions = false } = {}): void {
  muette = true
  for (const prise of prises) {
    prise.pause()
    if (connexions) prise.destroy()
  }
}
beforeEach(async () => {
  muette = false
  const { hostname, port } = new URL(essai.url)
  porte = createServer(ici => {
    const la = connect(Number(port), hostname)
    for (const [prise, autre] of [
      [ici, la],
      [la, ici],
    ] as const) {
      prises.add(prise)
      prise.on('error', () => {})
      prise.on('close', () => autre.destroy())
      prise.on('data', octets => muette || autre.write(octets))
    }
  })
  await new Promise<void>(pret => porte.listen(0, '127.0.0.1', pret))
  const url = new URL(essai.url)
  url.port = String((porte.address() as { port: number }).port)
  base = ouvrirBase(url.href, 3)
})
afterEach(async () => {
  for (const prise of prises) prise.destroy()
  prises.clear()
  await base.fermer()
  porte.close()
})

const demander = (quoi: string) => sql.raw(quoi).execute(base.territoire('59'))
const combien = async (agir: Promise<unknown>) => {
  const depart = performance.now()
  const erreur = await agir.then(
    () => null,
    e => e,
  )
  return { secondes: (performance.now() - depart) / 1000, perte: erreur && perteDe(erreur) }
}

test.each([true, false])(
  'une base qui ne dit plus rien (connexions perdues : %s) : qui attend est prévenu en quelques secondes, qui vient aussitôt',
  async connexions => {
    await demander('select 1')
    const enCours = combien(demander('select pg_sleep(60)'))
    await sleep(200)
    figer({ connexions })
    const nouvelles = await Promise.all([1, 2, 3, 4, 5].map(() => combien(demander('select 1'))))
    for (const { secondes, perte } of [await enCours, ...nouvelles]) {
      expect(perte).toBe('perdue')
      expect(secondes).toBeLessThan(9)
    }
    const ensuite = await combien(demander('select 1'))
    expect(ensuite.perte).toBe('perdue')
    expect(ensuite.secondes).toBeLessThan(0.5)
    for (const prise of prises) prise.destroy()
    muette = false
    const depart = performance.now()
    while ((await combien(demander('select 1'))).perte) await sleep(50)
    expect(performance.now() - depart).toBeLessThan(6000)
  },
  40_000,
)

test('ce qui est long sur une base qui répond n’est pas coupé, ni qui attend son tour', async () => {
  const longues = [1, 2, 3, 4, 5, 6].map(() => combien(demander('select pg_sleep(6)')))
  for (const { perte } of await Promise.all(longues)) expect(perte).toBeNull()
}, 40_000)

test('une base qui se fige pendant une commande : la commande finit en le disant ; ce qui est long sur une base qui répond va au bout', async () => {
  vi.stubEnv('FILROUGE_SILENCE_S', '1')
  const adresse = new URL(base.url)
  await expect(connexion(adresse.href, client => client.query('select pg_sleep(3)'))).resolves.toBeDefined()
  const figee = combien(connexion(adresse.href, client => client.query('select pg_sleep(60)')))
  await sleep(500)
  figer()
  const { secondes, perte } = await figee
  vi.unstubAllEnvs()
  expect(perte).toBe('perdue')
  expect(secondes).toBeLessThan(15)
}, 40_000)
