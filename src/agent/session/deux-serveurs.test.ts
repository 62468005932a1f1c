import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirBase } from '../../base.ts'
import { enMaitre, type Navigateur, unEssai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import type { Base } from '../../socle/db.ts'
import { COOKIE } from '../../socle/http/routes-http.ts'
import { FUSEAU_METROPOLE } from '../../territoire/fuseau.ts'
import { fermerCompte } from '../compte/compte.queries.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'

/** Two servers on one base: what one changes, the other knows within a second. */
const essai = unEssai()
const { visiteur, unCompte } = desVisiteurs(essai)
let ailleurs: FastifyInstance
let base: Base

beforeAll(async () => {
  base = ouvrirBase(essai.url, 5, () => FUSEAU_METROPOLE)
  ailleurs = await serveur(base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
})
afterAll(async () => {
  await ailleurs.close()
  await base.fermer()
})

const dire = (qui: Pick<Navigateur, 'jeton'>, url = '/api/portefeuille') =>
  ailleurs.inject({ method: 'GET', url, cookies: { [COOKIE]: qui.jeton } })
const etat = async (qui: Pick<Navigateur, 'jeton'>) => (await dire(qui)).statusCode
/** Less than what a server that hears nothing would trust. */
const SECONDE = { timeout: 900, interval: 20 }
const vite = (lire: () => Promise<unknown>, attendu: unknown) => expect.poll(lire, SECONDE).toBe(attendu)

/** Somebody whom both servers know, with the token of their browser. */
async function connu() {
  const { agent, courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  const jeton = qui.cookies.get(COOKIE) ?? ''
  expect([(await qui.demander('GET /portefeuille')).status, await etat({ jeton })]).toEqual([200, 200])
  return { agent, courriel, qui, jeton }
}
const nomDuTerritoire = async (qui: Pick<Navigateur, 'jeton'>) =>
  (await dire(qui, '/api/session')).json<{ territoire: { nom: string } }>().territoire.nom
const renommer = (nom: string) => enMaitre(essai, `update commun.territoire set nom = '${nom}' where code = '59'`)

test.each<[string, (qui: Awaited<ReturnType<typeof connu>>) => Promise<unknown>]>([
  ['la déconnexion', ({ qui }) => qui.demander('POST /deconnexion')],
  [
    'un autre mot de passe',
    async ({ courriel, jeton }) => {
      const autre = visiteur()
      await autre.entrer(courriel)
      await autre.demander('POST /mot-de-passe', { ancien: BON, nouveau: 'un tout autre mot de passe' })
      return jeton
    },
  ],
  ['le compte fermé', ({ agent }) => essai.enTransaction(ctx => fermerCompte(ctx, agent.id))],
  [
    'la désactivation',
    async ({ agent }) => {
      const admin = await essai.unAgent('administrateur')
      expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })).status).toBe(200)
    },
  ],
  [
    'un rôle retiré',
    async ({ agent }) => {
      const admin = await essai.unAgent('administrateur')
      const { id: agentId, habilitationId } = agent
      await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', { agentId, habilitationId })
    },
  ],
])('ce qui ferme une session sur un serveur la ferme sur l’autre dans la seconde : %s', async (_, acte) => {
  const lui = await connu()
  await acte(lui)
  await vite(() => etat(lui), 401)
})

test('un nom, un rôle, un paramètre : l’autre serveur les sait dans la seconde', async () => {
  const lui = await connu()
  await renommer('Nord rebaptisé')
  await vite(() => nomDuTerritoire(lui), 'Nord rebaptisé')
  await renommer('Nord')
  await vite(() => nomDuTerritoire(lui), 'Nord')
  const admin = await essai.unAgent('administrateur')
  const { id: agentId } = lui.agent
  await admin.brut('PUT /agents/:agentId', { agentId, nom: 'DURAND', prenom: 'Zoé', telephone: null })
  await vite(async () => (await dire(lui, '/api/session')).json<{ agent: { nom: string } }>().agent.nom, 'Zoé DURAND')
})

const couper = () =>
  enMaitre(
    essai,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'filrouge ecoute' and datname = current_database()`,
  )

test('tant que la ligne qui écoute ne revient pas, une session fermée ailleurs ne sert plus qu’un instant', async () => {
  const ouvrir = (oui: boolean) =>
    enMaitre(essai, `alter database ${new URL(essai.url).pathname.slice(1)} connection limit ${oui ? -1 : 0}`)
  const lui = await connu()
  await ouvrir(false)
  try {
    await couper()
    await lui.qui.demander('POST /deconnexion')
    // Half of what a server that hears trusts.
    await expect.poll(() => etat(lui), { timeout: 2500, interval: 20 }).toBe(401)
  } finally {
    await ouvrir(true)
  }
})

test('la ligne qui écoute, coupée, revient : ce qui a changé entre-temps est su', async () => {
  const lui = await connu()
  await couper()
  await renommer('Coupé')
  await vite(() => nomDuTerritoire(lui), 'Coupé')
  await renommer('Nord')
  await vite(() => nomDuTerritoire(lui), 'Nord')
  await couper()
  await lui.qui.demander('POST /deconnexion')
  await vite(() => etat(lui), 401)
})

test('rien d’une personne ne passe par la ligne ; l’usage d’une session n’y passe pas', async () => {
  const lui = await connu()
  const dits: (string | undefined)[] = []
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  client.on('notification', ({ payload }) => dits.push(payload))
  await client.query('listen filrouge_change')
  const { commun } = essai.base
  await commun.updateTable('session').set({ dernierUsageLe: essai.now }).execute()
  await client.query('select 1')
  expect(dits).toEqual([])
  await lui.qui.demander('POST /deconnexion')
  await expect.poll(() => dits, SECONDE).toEqual(['session'])
  await client.end()
})
