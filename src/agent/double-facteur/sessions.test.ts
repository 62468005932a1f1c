import pg from 'pg'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { direAppareil, direReseau } from './appareil-dit.ts'
import { BON, desVisiteurs } from './essai-visiteur.ts'

const essai = unEssai()
const { visiteur, unCompte, ajouterTotp, avancer, exiger } = desVisiteurs(essai)
type Ouverte = { id: string; appareil: string; reseau: string; celleCi: boolean; dernierUsageLe: string; moyen: string }
const siennes = async (qui: ReturnType<typeof visiteur>) =>
  (await qui.demander('GET /compte/securite')).json.sessions as unknown as Ouverte[]
const ANDROID = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'

test('chacun voit ses sessions ouvertes : appareil en clair, réseau sans sa fin, dernier usage, et laquelle est la sienne', async () => {
  const { courriel } = await unCompte()
  const [poste, telephone] = [visiteur(), visiteur({ navigateur: ANDROID, adresse: '2001:db8:7:1::9' })]
  await poste.entrer(courriel)
  avancer(600)
  await telephone.entrer(courriel)
  avancer(600)
  await telephone.demander('GET /session')
  expect(await siennes(poste)).toMatchObject([
    { appareil: 'Firefox, Windows', reseau: '203.0.113.…', celleCi: true, moyen: 'mot-de-passe' },
    {
      appareil: 'Chrome, Android',
      reseau: '2001:db8:…',
      celleCi: false,
      ouverteLe: '2025-03-10T09:10:00.000Z',
    },
  ])
  const gardees = JSON.stringify(await essai.base.commun.selectFrom('session').selectAll().execute())
  expect(gardees).not.toContain('203.0.113.7')
})

test('le dernier usage se garde à cinq minutes près', async () => {
  const { courriel } = await unCompte()
  const [poste, autre] = [visiteur(), visiteur()]
  await poste.entrer(courriel)
  await autre.entrer(courriel)
  avancer(1800)
  // A process trusts what it read for five seconds, unless somebody's session is closed.
  const tiers = visiteur()
  await tiers.entrer((await unCompte()).courriel)
  await tiers.demander('POST /deconnexion')
  await poste.demander('GET /portefeuille')
  const vue = (await siennes(autre)).find(s => !s.celleCi)
  expect(vue?.dernierUsageLe).toBe('2025-03-10T09:30:00.000Z')
})

test('en fermer une, ou toutes les autres : elles ne répondent plus, la sienne reste', async () => {
  const { courriel } = await unCompte()
  const [ici, b, c] = [visiteur(), visiteur(), visiteur()]
  for (const qui of [ici, b, c]) await qui.entrer(courriel)
  const etats = async () => Promise.all([ici, b, c].map(async q => (await q.demander('GET /portefeuille')).status))
  const [sienneDeB] = (await siennes(b)).filter(s => s.celleCi)
  await ici.demander('POST /compte/sessions/:sessionId/fermeture', { sessionId: sienneDeB?.id })
  expect(await etats()).toEqual([200, 401, 200])
  expect((await ici.demander('POST /compte/sessions/fermeture')).json).toEqual({ fermees: 1 })
  expect(await etats()).toEqual([200, 401, 401])
})

test('la session d’un autre ne se voit ni ne se ferme', async () => {
  const [a, b] = [await unCompte(), await unCompte()]
  const [chezA, chezB] = [visiteur(), visiteur()]
  await chezA.entrer(a.courriel)
  await chezB.entrer(b.courriel)
  const [deB] = (await siennes(chezB)).filter(s => s.celleCi)
  expect((await siennes(chezA)).some(s => s.id === deB?.id)).toBe(false)
  expect((await chezA.demander('POST /compte/sessions/:sessionId/fermeture', { sessionId: deB?.id })).json).toEqual({
    fermees: 0,
  })
  expect((await chezB.demander('GET /session')).status).toBe(200)
})

test('changer de mot de passe ou de rôle garde la force de la session', async () => {
  await exiger()
  const { courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  await ajouterTotp(qui)
  expect((await qui.demander('POST /mot-de-passe', { ancien: BON, nouveau: 'sept chats dans un wagon' })).status).toBe(
    200,
  )
  expect((await qui.demander('GET /portefeuille')).status).toBe(200)
  expect(await siennes(qui)).toMatchObject([{ appareil: 'Firefox, Windows', celleCi: true }])
})

test('l’administrateur retire tout à qui a tout perdu : sessions fermées, agent averti, mot de passe seul', async () => {
  const { agent, courriel } = await unCompte()
  const [qui, admin] = [visiteur(), await essai.unAgent('administrateur')]
  await qui.entrer(courriel)
  const totp = await ajouterTotp(qui)
  const retrait = () => admin.brut('POST /agents/:agentId/connexion-forte/retrait', { agentId: agent.id })
  const fiche = async () => (await admin.brut('GET /agents/:agentId', { agentId: agent.id })).json.connexionForte
  expect(await fiche()).toBe(true)
  expect((await retrait()).status).toBe(200)
  expect(await fiche()).toBe(false)
  expect((await qui.demander('GET /session')).status).toBe(401)
  const nouveau = visiteur()
  expect((await nouveau.entrer(courriel)).json.agent).toBeDefined()
  expect((await nouveau.demander('GET /compte/securite')).json).toMatchObject({ totp: [], cles: [], codesRestants: 0 })
  expect(JSON.stringify((await nouveau.demander('GET /avis')).json)).toContain('retirée par l’administrateur')
  expect(totp.codes).toHaveLength(10)
})

test('pas à qui travaille aussi ailleurs : rien ne change', async () => {
  const { agent, courriel } = await unCompte()
  const [qui, admin] = [visiteur(), await essai.unAgent('administrateur')]
  await qui.entrer(courriel)
  await ajouterTotp(qui)
  const maitre = new pg.Client({ connectionString: essai.url })
  await maitre.connect()
  await maitre.query(`insert into commun.territoire (code, nom) values ('62', 'Pas-de-Calais') on conflict do nothing`)
  await maitre.end()
  await essai.base.commun
    .insertInto('acces')
    .values({ identiteId: agent.id, agentId: agent.id, territoire: '62' })
    .execute()
  expect(await admin.brut('POST /agents/:agentId/connexion-forte/retrait', { agentId: agent.id })).toMatchObject({
    status: 409,
    json: { code: 'facteurs-gardes' },
  })
  expect((await qui.demander('GET /compte/securite')).json.totp).toHaveLength(1)
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Safari/604', 'Safari, iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Mac'],
  ['curl/8', null],
])('%s : %s', (dit, attendu) => expect(direAppareil(dit)).toBe(attendu))

test.each([
  ['192.0.2.77', '192.0.2.…'],
  ['::ffff:192.0.2.77', '192.0.2.…'],
  ['2001:db8:7:1::9', '2001:db8:…'],
])('le réseau de %s se dit %s', (adresse, dit) => expect(direReseau(adresse)).toBe(dit))
