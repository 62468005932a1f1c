import { expect, test } from 'vitest'
import { ouvrirSession } from '../agent/session/sessions-ouvertes.queries.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { reunir, unDoublon, uneOrientation } from '../personne/doublons/essai-doublons.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const PRENDRE = 'POST /personnes/:personneId/rendez-vous'
const ISSUE = 'PUT /rendez-vous/:rendezVousId/issue'
const CONTACT = { telephone: '06 39 98 00 07', telephoneAccord: false, courriel: null, courrielAccord: false }

type Plateau = Awaited<ReturnType<typeof lePlateau>>

/** The 10th of March: oriented, then handed over to a colleague; `avant`: what the référent did meanwhile. */
async function unRelais(avant: (qui: Plateau) => Promise<void> = async () => {}) {
  const plateau = await lePlateau(essai)
  const { agent, structureId, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  await sessionsSansFin(essai)
  await avant(plateau)
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  const relais = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  return plateau
}
const rendezVous = (personneId: string, agentId: string, debut: string) => ({
  ...{ id: uuidv7(), personneId, agentId, debut },
  objet: 'suivi',
})

/** The chargé d'orientation books for the référent, far ahead. */
const rendezVousLointain = async ({ agent, referent, personne }: Plateau) =>
  void expect((await agent.brut(PRENDRE, rendezVous(personne.id, referent.id, '2025-08-20T10:00'))).status).toBe(200)

test('un rendez-vous pris pour après la fin de son suivi n’ouvre plus le dossier à l’ancien référent', async () => {
  const { referent, personne } = await unRelais(rendezVousLointain)
  const ecrire = { personneId: personne.id, ...CONTACT }
  expect((await referent.brut('PUT /personnes/:personneId/contact', ecrire)).status).toBe(403)
  essai.now = '2025-05-20T09:00:00Z'
  expect((await referent.brut('GET /personnes/:personneId', { personneId: personne.id })).status).toBe(404)
  expect((await referent.brut('PUT /personnes/:personneId/contact', ecrire)).status).toBe(404)
})

test('un rendez-vous pris pour le second référent ne lui ouvre plus le dossier, le suivi fini', async () => {
  let second: Navigateur | undefined
  const { personne } = await unRelais(async ({ agent, structureId, personne }) => {
    second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
    const suivis = essai.base.territoire('59').updateTable('accompagnement')
    await suivis.set({ coReferentId: second.id }).execute()
    const pris = await agent.brut(PRENDRE, rendezVous(personne.id, second.id, '2025-06-20T10:00'))
    expect(pris.status).toBe(200)
    await sessionsSansFin(essai)
  })
  essai.now = '2025-05-20T09:00:00Z'
  expect((await second?.brut('GET /personnes/:personneId', { personneId: personne.id }))?.status).toBe(404)
})

test('un rendez-vous ne se prend pas des décennies à l’avance', async () => {
  const { agent, referent, personne } = await unRelais()
  const { status, json } = await agent.brut(PRENDRE, rendezVous(personne.id, referent.id, '2098-03-20T10:00'))
  expect([status, json.code]).toEqual([409, 'rendez-vous-trop-loin'])
})

test('un rendez-vous annulé avant son heure ne se reprend pas hors du périmètre', async () => {
  const { agent, referent, personne } = await unRelais()
  essai.now = '2025-03-12T09:00:00Z'
  const pris = rendezVous(personne.id, referent.id, '2025-06-20T10:00')
  expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  const conclure = (issue: string | null) => ({ rendezVousId: pris.id, issue })
  expect((await agent.brut(ISSUE, conclure('annule-service'))).status).toBe(200)
  essai.now = '2025-05-20T09:00:00Z'
  expect((await referent.brut(ISSUE, conclure(null))).status).toBe(404)
  expect((await referent.brut('GET /personnes/:personneId', { personneId: personne.id })).status).toBe(404)
})

test('réunie à une autre, une personne n’ouvre pas le dossier gardé à son ancien référent', async () => {
  const charge = await essai.unAgent('charge-orientation')
  const ancien = await essai.unAgent('referent', { nom: 'ANCIEN' })
  const actuel = await essai.unAgent('referent', { nom: 'ACTUEL' })
  const gardee = await unePersonne(essai, { nom: 'ESSAI-G' })
  const absorbee = await unePersonne(essai, { nom: 'ESSAI-A' })
  await uneOrientation(essai, ancien, absorbee.id, '2024-03-01', '2024-12-01')
  await uneOrientation(essai, actuel, gardee.id, '2024-05-01')
  const rendezVous = {
    ...{ id: uuidv7(), personneId: absorbee.id, agentId: ancien.id, objet: 'suivi', modalite: 'individuel' },
    ...{ debut: '2025-08-12T08:30:00Z', dureeMinutes: 45, convocation: 'courrier', convoqueLe: '2024-11-04' },
    ...{ prisPar: actuel.id, prisLe: '2024-11-04T09:00:00Z' },
  }
  await essai.base.territoire('59').insertInto('rendezVous').values(rendezVous).execute()
  const doublonId = await unDoublon(essai, gardee.id, absorbee.id)
  expect((await reunir(charge, doublonId, gardee.id)).status).toBe(200)
  expect((await ancien.brut('GET /personnes/:personneId', { personneId: gardee.id })).status).toBe(404)
})

test('la réorientation notifiée à une date passée ferme le dossier à qui s’était donné rendez-vous depuis', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  await sessionsSansFin(essai)
  essai.now = '2025-03-20T09:00:00Z'
  const pris = await referent.brut(PRENDRE, rendezVous(personne.id, referent.id, '2025-08-20T10:00'))
  expect(pris.status).toBe(200)
  essai.now = '2025-03-21T09:00:00Z'
  const structureId = await essai.uneStructure({ nom: 'Autre' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  const suite = { notification: { mode: 'courrier', le: '2025-03-17' }, motif: 'déménagement' }
  expect((await agent.brut(ORIENTER, demande({ ...plateau, structureId, referent: autre }, suite))).status).toBe(200)
  essai.now = '2025-08-10T09:00:00Z'
  const lu = await referent.brut('GET /personnes/:personneId', { personneId: personne.id })
  const porte = await referent.brut('GET /personnes/:personneId/donnees', { personneId: personne.id })
  expect([lu.status, porte.status]).toEqual([404, 404])
})

test('l’agenda ne donne plus le téléphone ni la commune à qui n’a plus de raison de lire le dossier', async () => {
  const { agent, personne, referent } = await unRelais(rendezVousLointain)
  const corriger = { personneId: personne.id, ...CONTACT }
  expect((await agent.brut('PUT /personnes/:personneId/contact', corriger)).status).toBe(200)
  essai.now = '2025-07-20T09:00:00Z'
  const lire = async (qui: Navigateur) =>
    (await qui.brut('GET /rendez-vous', { du: '2025-08-20', au: '2025-08-20', agent: referent.id })).json.rendezVous
  const commun = { personneId: personne.id }
  expect(await lire(referent)).toMatchObject([{ ...commun, telephone: null, commune: null, dossier: false }])
  const dit = { telephone: '0639980007', commune: expect.stringMatching(/\S/), dossier: true }
  expect(await lire(agent)).toMatchObject([{ ...commun, ...dit }])
})

test('déplacer sous un autre rôle un rendez-vous donné avant la fin de son suivi ne rouvre pas le dossier', async () => {
  const admin = await essai.unAgent('administrateur')
  const co = uuidv7()
  const rdv = uuidv7()
  const { referent, personne } = await unRelais(async ({ agent, referent, personne }) => {
    const role = { agentId: referent.id, id: co, role: 'co-intervenant' }
    expect((await admin.brut('POST /agents/:agentId/habilitations', role)).status).toBe(200)
    const champ = { personneId: personne.id, id: uuidv7(), agentId: referent.id, champ: 'logement' }
    expect((await agent.brut('POST /personnes/:personneId/groupe-suivi', champ)).status).toBe(200)
    const pris = { ...rendezVous(personne.id, referent.id, '2025-08-20T10:00'), id: rdv }
    expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  })
  essai.now = '2025-03-12T09:00:00Z'
  const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, referent.id, '59', co)}`
  const report = { rendezVousId: rdv, nouveauId: uuidv7(), debut: '2025-08-25T10:00' }
  expect((await referent.brut('POST /rendez-vous/:rendezVousId/report', report, { cookie })).status).toBe(200)
  essai.now = '2025-07-12T09:00:00Z'
  expect((await referent.brut('GET /personnes/:personneId', { personneId: personne.id })).status).toBe(404)
})
