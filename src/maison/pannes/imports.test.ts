import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tuer } from '../../socle/postgres/etat.ts'
import { direBilans, FOIS } from './essai-coups.ts'
import { pendantUnImport } from './essai-listes.ts'
import { enfants, type Service, unService } from './essai-processus.ts'

let service: Service
beforeAll(async () => {
  service = await unService()
}, 120_000)
afterAll(async () => {
  await service?.fermer()
  direBilans()
})

/** Some moment of an import, from before its process starts until after it ended. */
const unMoment = () => sleep(Math.random() * 1500)

test('la base tuée pendant un import : il reprend seul, et n’est fait qu’une fois', async () => {
  await pendantUnImport(service, 'base tuée (kill -9) pendant un import', FOIS, async () => {
    await unMoment()
    tuer(service.donnees)
  })
  expect(service.serveur.vit()).toBe(true)
}, 600_000)

test('le serveur tué pendant un import : le suivant le reprend, une fois', async () => {
  await pendantUnImport(service, 'serveur tué (kill -9) pendant un import', FOIS, async () => {
    await unMoment()
    await service.serveur.finir('SIGKILL')
    service.serveur = await service.demarrer()
  })
}, 600_000)

/** The process that applies an import, as soon as it is there. */
async function sonProcessus(): Promise<number> {
  for (let essais = 0; essais < 500; essais++) {
    const [pid] = enfants(service.serveur.pid, 'appliquer-imports')
    if (pid) return pid
    await sleep(10)
  }
  throw new Error('aucun processus n’applique l’import')
}

/** In seconds: what an import that is killed may cost, besides applying it twice. */
const REPRISE = 2

test.each([
  ['dès qu’il est lancé', async () => {}],
  ['avant de prendre le fichier', () => sleep(300)],
  ['en plein import', enCours],
])(
  'le processus de l’import tué %s : il est relancé aussitôt',
  async (quand, attendre) => {
    const entier = await pendantUnImport(service, 'import sans panne', 1, async () => {})
    const secondes = await pendantUnImport(service, `processus de l’import tué ${quand}`, FOIS, async importId => {
      const pid = await sonProcessus()
      await attendre(importId)
      process.kill(pid, 'SIGKILL')
    })
    // Neither the queue's own delays, nor a word to who repairs: the next process does it all over again.
    expect(service.serveur.journal()).not.toContain('travail en échec : traiter-imports')
    expect(secondes).toBeLessThan(2 * entier + REPRISE)
  },
  600_000,
)

async function enCours(importId: string): Promise<void> {
  for (;;) {
    const [lu] = await service.lire<{ statut: string }>('select statut from t_59.import where id = $1', [importId])
    if (lu?.statut === 'en-cours') return
  }
}
