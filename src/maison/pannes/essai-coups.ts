import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { uneStructureACreer } from '../../offre/essai-structure.ts'
import type { Service } from './essai-processus.ts'

/** What a drill found: tries, acknowledged writes lost, written twice, and the longest time until the service was whole again. */
export type Bilan = {
  panne: string
  fois: number
  ecrites: number
  perdues: number
  doublees: number
  secondes: number
}
export const BILANS: Bilan[] = []
/** How many times each fault: ten by `npm run banc -- pannes`. */
export const FOIS = Number(process.env.PANNES_FOIS) || 1

const CLIENTS = 4

/** Leaves what the drills of this file found to who asked for the long form (`PANNES_BILAN`: a file of JSON lines). */
export function direBilans(): void {
  const fichier = process.env.PANNES_BILAN
  if (fichier) for (const bilan of BILANS) appendFileSync(fichier, `${JSON.stringify(bilan)}\n`)
  BILANS.length = 0
}

/**
 * Clients that write as long as they are let to, and ask again what wasn't acknowledged, as a browser or a partner does. Returns what they
 * were told was written, and what they were told else.
 */
export function desClients(service: Service, combien: number) {
  const ecrites: string[] = []
  const autres = new Map<number, number>()
  let continuer = true
  const agir = async () => {
    while (continuer) {
      const structure = uneStructureACreer()
      for (let essai = 1; essai <= 400; essai++) {
        const { status } = await service.administrateur.demander('POST /structures', structure)
        if (status === 200) {
          ecrites.push(structure.id)
          break
        }
        autres.set(status, (autres.get(status) ?? 0) + 1)
        await sleep(50)
      }
    }
  }
  const fini = Promise.all(Array.from({ length: combien }, agir))
  return {
    ecrites,
    autres,
    arreter: async () => {
      continuer = false
      await fini
    },
  }
}

/** Of what was acknowledged: what isn't there, and what is there twice. */
export async function compter(
  service: Service,
  ecrites: readonly string[],
): Promise<[perdues: number, doublees: number]> {
  const la = await service.lire<{ id: string }>('select id from t_59.structure where id = any($1::uuid[])', [ecrites])
  const deux = await service.lire(
    `select objet_id from t_59.evenement where objet = 'structure' and type = 'structure-creee' group by 1 having count(*) > 1`,
  )
  return [ecrites.length - la.length, deux.length]
}

/** Seconds until a write is acknowledged. */
export async function jusquAEntier(service: Service): Promise<number> {
  const depart = performance.now()
  for (;;) {
    const { status } = await service.administrateur.demander('POST /structures', uneStructureACreer())
    if (status === 200) return (performance.now() - depart) / 1000
    if (performance.now() - depart > 60_000) throw new Error(`pas remis en une minute (${status})`)
    await sleep(50)
  }
}

/** Has clients write under a fault, as many times as asked: what they were told is kept, once. */
export async function sousDesCommandes(service: Service, panne: string, coup: () => Promise<void>): Promise<void> {
  const clients = desClients(service, CLIENTS)
  let secondes = 0
  for (let fois = 0; fois < FOIS; fois++) {
    await sleep(200 + Math.random() * 300)
    await coup()
    secondes = Math.max(secondes, await jusquAEntier(service))
  }
  await clients.arreter()
  const [perdues, doublees] = await compter(service, clients.ecrites)
  BILANS.push({ panne, fois: FOIS, ecrites: clients.ecrites.length, perdues, doublees, secondes })
  expect(clients.ecrites.length).toBeGreaterThan(0)
  expect({ perdues, doublees, autres: [...clients.autres.keys()].filter(s => s !== 503 && s !== 0) }).toEqual({
    perdues: 0,
    doublees: 0,
    autres: [],
  })
}
