import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { reunir, unDoublon, uneOrientation } from '../personne/doublons/essai-doublons.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const LIRE = 'GET /personnes/:personneId'
const PRENDRE = 'POST /personnes/:personneId/rendez-vous'
const CONTACT = { telephone: '06 39 98 00 77', telephoneAccord: false, courriel: null, courrielAccord: false }
/** So that whoever signed in is still there months later. */
const sessionsLongues = () =>
  essai.base.commun.updateTable('session').set({ expireLe: '2099-01-01T00:00:00Z' }).execute()

/** A référent books far ahead with whom they follow, then the person goes to another. */
async function unRendezVousLointain() {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const rendezVous = { id: uuidv7(), agentId: referent.id, debut: '2026-02-20T10:00', objet: 'suivi' }
  expect((await referent.brut(PRENDRE, { personneId: personne.id, ...rendezVous })).status).toBe(200)
  return plateau
}

test('la réorientation notifiée à une date passée ferme aussi le dossier à qui avait pris rendez-vous depuis', async () => {
  essai.now = '2025-03-20T09:00:00Z'
  const plateau = await unRendezVousLointain()
  const { agent, personne, referent } = plateau
  essai.now = '2025-03-21T09:00:00Z'
  const structureId = await essai.uneStructure({ nom: 'Autre' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await sessionsLongues()
  const suite = { notification: { mode: 'courrier', le: '2025-03-20' }, motif: 'déménagement' }
  expect((await agent.brut(ORIENTER, demande({ ...plateau, structureId, referent: autre }, suite))).status).toBe(200)
  essai.now = '2025-08-20T09:00:00Z'
  const lu = await referent.brut(LIRE, { personneId: personne.id })
  const porte = await referent.brut('GET /personnes/:personneId/donnees', { personneId: personne.id })
  expect([lu.status, porte.status]).toEqual([404, 404])
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
  expect((await ancien.brut(LIRE, { personneId: gardee.id })).status).toBe(404)
})

test('l’agenda ne donne plus le téléphone ni la commune à qui n’a plus de raison de lire le dossier', async () => {
  const { agent, personne, referent, structureId } = await unRendezVousLointain()
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  const designation = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', designation)).status).toBe(200)
  await sessionsLongues()
  expect((await agent.brut('PUT /personnes/:personneId/contact', { personneId: personne.id, ...CONTACT })).status).toBe(
    200,
  )
  essai.now = '2025-09-20T09:00:00Z'
  const { json } = await referent.brut('GET /rendez-vous', { du: '2026-02-20', au: '2026-02-20' })
  expect(json.rendezVous).toMatchObject([{ personneId: personne.id, telephone: null, commune: null, dossier: false }])
})
