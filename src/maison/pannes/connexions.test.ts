import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uneStructureACreer } from '../../offre/essai-structure.ts'
import { lireFiche } from '../../socle/postgres/fiche.ts'
import { adresse } from '../../socle/postgres/grappe.ts'
import { jusquAEntier } from './essai-coups.ts'
import { type Service, unService } from './essai-processus.ts'

let service: Service
beforeAll(async () => {
  service = await unService()
}, 120_000)
afterAll(() => service?.fermer())

/** Somebody else's software takes every connection that PostgreSQL gives, those of the service too once they are cut. */
async function toutPrendre(): Promise<pg.Client[]> {
  const { motDePasse, port } = lireFiche(service.dossier) ?? { motDePasse: '', port: 0 }
  const prises: pg.Client[] = []
  const prendre = async () => {
    for (;;) {
      const client = new pg.Client({ connectionString: adresse(motDePasse, port) })
      client.on('error', () => {})
      try {
        await client.connect()
      } catch (erreur) {
        expect((erreur as { code?: string }).code).toBe('53300')
        return
      }
      prises.push(client)
    }
  }
  await prendre()
  // The service may be quicker to take back what it lost.
  for (let fois = 0; fois < 50; fois++) {
    const coupees = await prises[0]?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename ~ '^(t|filrouge)_' and datname = current_database()`,
    )
    if (!coupees?.rowCount) break
    await prendre()
  }
  return prises
}

test('plus une connexion libre : 503, la santé le dit, et tout revient dès qu’on en rend', async () => {
  const sante = async () => (await fetch(new URL('/sante', service.serveur.adresse))).status
  expect(await sante()).toBe(200)
  const prises = await toutPrendre()
  const demander = (route: string, saisie = {}) => service.administrateur.demander(route, saisie)
  const reponses = [await demander('GET /structures'), await demander('POST /structures', uneStructureACreer())]
  expect(reponses.map(r => [r.status, r.json.code])).toEqual([
    [503, 'base-absente'],
    [503, 'base-absente'],
  ])
  expect(await sante()).toBe(503)
  await Promise.all(prises.map(p => p.end()))
  expect(await jusquAEntier(service)).toBeLessThan(20)
  expect(service.serveur.vit()).toBe(true)
}, 120_000)
