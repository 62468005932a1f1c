import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Navigateur, unEssai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { COOKIE } from '../http/routes-http.ts'
import { parCurseur } from './lignes.ts'
import { routeExport, type Tableau } from './tableau.ts'

const essai = unEssai()
const LIGNES = 60_000
type Ligne = { n: number; texte: string }

/** A list of wide lines, that takes its time before the first one when it is asked. */
const longue = routeExport(
  {
    route: 'POST /essai',
    summary: 'Essai',
    permission: 'export.portefeuille',
    input: z.object({ attente: z.number() }),
  },
  async (ctx, { attente }): Promise<Tableau<Ligne>> => ({
    nom: 'essai',
    titre: 'Essai',
    filtres: [],
    lignes: parCurseur<Ligne>(
      ctx,
      sql`select n, repeat(md5(n::text), 10) as texte, ${LIGNES}::int as en_tout
        from (select pg_sleep(${attente})) a, generate_series(1, ${LIGNES}) n`,
    ),
    colonnes: [
      { titre: 'N', genre: 'entier', valeur: l => l.n },
      { titre: 'Texte', genre: 'texte', valeur: l => l.texte },
    ],
  }),
)

let app: FastifyInstance
let temoin: pg.Client
beforeAll(async () => {
  app = await serveur(essai.base, { rawRoutes: [longue], now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  temoin = new pg.Client({ connectionString: essai.url })
  await temoin.connect()
})
afterAll(async () => {
  await temoin.end()
  await app.close()
})

/** Asks for the list through a real connection, that can be cut. */
function demander(agent: Navigateur, attente: number) {
  const { port } = app.server.address() as AddressInfo
  const demande = request({
    ...{ port, host: '127.0.0.1', method: 'POST', path: '/api/essai' },
    headers: { 'content-type': 'application/json', cookie: `${COOKIE}=${agent.jeton}` },
  })
  demande.on('error', () => {})
  demande.end(JSON.stringify({ attente, motif: 'suivi', format: 'csv' }))
  return demande
}

/** The statements of exports that the base still runs, or holds open. */
const enCours = async () =>
  Number(
    (
      await temoin.query(
        `select count(*) as n from pg_stat_activity
         where pid <> pg_backend_pid() and state <> 'idle' and query ~ 'lignes_exportees'`,
      )
    ).rows[0].n,
  )
const recits = async () =>
  (await essai.base.territoire('59').selectFrom('evenement').select(['type', 'apres']).orderBy('id').execute()).map(
    e => [e.type, (e.apres as { lignes: number }).lignes] as const,
  )

test('raccrocher avant la première ligne arrête la requête : rien n’est sorti, rien n’est raconté', async () => {
  const agent = await essai.unAgent('referent')
  const demande = demander(agent, 60)
  await vi.waitFor(async () => expect(await enCours()).toBe(1), 5000)
  demande.destroy()
  await vi.waitFor(async () => expect(await enCours()).toBe(0), 5000)
  expect(await recits()).toEqual([])
})

test('raccrocher au milieu du fichier arrête la lecture, et ce qui est sorti est dit', async () => {
  const agent = await essai.unAgent('referent')
  const demande = demander(agent, 0)
  const [reponse] = (await once(demande, 'response')) as [IncomingMessage]
  expect(reponse.statusCode).toBe(200)
  await once(reponse, 'data')
  reponse.pause()
  expect(await enCours()).toBe(1)
  demande.destroy()
  await vi.waitFor(async () => expect((await recits()).length).toBe(2), 5000)
  expect(await enCours()).toBe(0)
  const [demandee, sortie] = await recits()
  expect(demandee).toEqual(['export', LIGNES])
  expect(sortie?.[0]).toBe('export-interrompu')
  expect(sortie?.[1]).toBeLessThan(LIGNES)
})

test('trois exports à la fois dans un territoire : le quatrième est refusé, et passe dès qu’un autre finit', async () => {
  const agent = await essai.unAgent('referent')
  const trois = [demander(agent, 60), demander(agent, 60), demander(agent, 60)]
  await vi.waitFor(async () => expect(await enCours()).toBe(3), 5000)
  const [refusee] = (await once(demander(agent, 0), 'response')) as [IncomingMessage]
  expect(refusee.statusCode).toBe(429)
  trois[0]?.destroy()
  await vi.waitFor(async () => expect(await enCours()).toBe(2), 5000)
  const [reponse] = (await once(demander(agent, 0), 'response')) as [IncomingMessage]
  expect(reponse.statusCode).toBe(200)
  let lignes = 0
  for await (const morceau of reponse) lignes += String(morceau).split('\n').length - 1
  expect(lignes).toBe(LIGNES + 1)
  for (const autre of trois) autre.destroy()
  await vi.waitFor(async () => expect(await enCours()).toBe(0), 5000)
})
