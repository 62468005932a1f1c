import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lireFiche } from '../../socle/postgres/fiche.ts'
import { adresse } from '../../socle/postgres/grappe.ts'
import { type Service, unService } from './essai-processus.ts'

/** One table kept from outside: a psql left open, a copy, an index being made. */
let service: Service
let dehors: pg.Client
beforeAll(async () => {
  service = await unService()
  const { motDePasse, port } = lireFiche(service.dossier) ?? { motDePasse: '', port: 0 }
  dehors = new pg.Client({ connectionString: adresse(motDePasse, port) })
  await dehors.connect()
}, 120_000)
afterAll(async () => {
  await dehors.end()
  await service.fermer()
})

test('qui demande une table retenue de dehors l’apprend, et les autres demandes sont servies', async () => {
  await dehors.query('begin; lock table t_59.structure in access exclusive mode')
  const demander = async (route: string) => {
    const debut = performance.now()
    const { status } = await service.administrateur.demander(route)
    return { status, secondes: (performance.now() - debut) / 1000 }
  }
  const retenues = Array.from({ length: 12 }, () => demander('GET /structures'))
  await sleep(500)
  const ailleurs = await demander('GET /parametres')
  const toutes = await Promise.all(retenues)
  await dehors.query('rollback')
  expect([ailleurs.status, new Set(toutes.map(r => r.status))]).toEqual([200, new Set([503])])
  // Eight seconds each, by as many at once as there are connections.
  expect(Math.max(...toutes.map(r => r.secondes), ailleurs.secondes)).toBeLessThan(25)
  expect((await demander('GET /structures')).status).toBe(200)
}, 90_000)
