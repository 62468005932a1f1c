import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creneaux } from './creneaux.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const PRENDRE = 'POST /personnes/:personneId/rendez-vous'
const REPORT = 'POST /rendez-vous/:rendezVousId/report'
const ISSUE = 'PUT /rendez-vous/:rendezVousId/issue'
const TROP_LOIN = /^Ce rendez-vous est trop loin\s: il se donne jusqu’au mercredi\s10\sseptembre\s2025 au plus tard\./
const avecId = (personneId: string, agentId: string, debut: string) => ({
  ...{ id: uuidv7(), personneId, agentId, debut, objet: 'suivi', lieu: '12 rue Exemple, Tourcoing' },
})
const dit = ({ status, json }: { status: number; json: unknown }) => [status, (json as { code?: string }).code]
const lire = async (agent: Navigateur, personneId: string) =>
  (await agent.brut('GET /personnes/:personneId', { personneId })).status

/** A person followed by a référent, and another référent of the house, who follows nobody here. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  expect((await plateau.agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  await sessionsSansFin(essai)
  const invite = await essai.unAgent('referent', { structureId: plateau.structureId, nom: 'INVITE' })
  await sessionsSansFin(essai)
  return { ...plateau, invite }
}

test('un rendez-vous se donne jusqu’à six mois, le jour même compris, et pas un jour de plus', async () => {
  const { agent, personne, invite } = await unSuivi()
  const refus = await agent.brut(PRENDRE, avecId(personne.id, invite.id, '2025-09-11T08:00'))
  expect(dit(refus)).toEqual([409, 'rendez-vous-trop-loin'])
  expect(refus.json).toMatchObject({ detail: expect.stringMatching(TROP_LOIN) })
  expect((await agent.brut(PRENDRE, avecId(personne.id, invite.id, '2025-09-10T18:00'))).status).toBe(200)
  expect(await lire(invite, personne.id)).toBe(200)
})

test('la durée est un paramètre du territoire', async () => {
  const { agent, personne, invite } = await unSuivi()
  const choix = { cle: 'rendez-vous.horizon-mois', effetLe: '2025-03-01', valeur: '2', saisiLe: essai.now }
  await db().insertInto('parametre').values(choix).execute()
  expect(dit(await agent.brut(PRENDRE, avecId(personne.id, invite.id, '2025-05-12T09:00')))[1]).toBe(
    'rendez-vous-trop-loin',
  )
  expect((await agent.brut(PRENDRE, avecId(personne.id, invite.id, '2025-05-09T09:00'))).status).toBe(200)
})

test('ni déplacer, ni reporter, ni rétablir, ni convoquer à la suite ne va plus loin', async () => {
  const { agent, personne, invite } = await unSuivi()
  const pris = avecId(personne.id, invite.id, '2025-08-12T09:00')
  expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  const report = { nouveauId: uuidv7(), debut: '2046-03-12T09:00' }
  expect(dit(await agent.brut(REPORT, { rendezVousId: pris.id, ...report }))[1]).toBe('rendez-vous-trop-loin')
  const reporte = { rendezVousId: pris.id, issue: 'reporte', report }
  expect(dit(await agent.brut(ISSUE, reporte))[1]).toBe('rendez-vous-trop-loin')
  const serie = { agentId: invite.id, debut: '2046-03-12T09:00', lieu: '12 rue Exemple, Tourcoing' }
  const { json } = await agent.brut('POST /rendez-vous/serie', {
    ...serie,
    personnes: [{ id: uuidv7(), personneId: personne.id }],
  })
  expect(json).toMatchObject({ pris: [], ecartees: [{ message: expect.stringMatching(TROP_LOIN) }] })
  expect((await agent.brut(ISSUE, { rendezVousId: pris.id, issue: 'annule-service' })).status).toBe(200)
  await db().updateTable('rendezVous').set({ debut: '2046-03-12T08:00:00Z' }).where('id', '=', pris.id).execute()
  expect(dit(await agent.brut(ISSUE, { rendezVousId: pris.id, issue: null }))[1]).toBe('rendez-vous-trop-loin')
})

test('aucun créneau ne se propose au-delà', async () => {
  const { agent, invite } = await unSuivi()
  const lus = await agent.appeler<typeof creneaux>('GET /creneaux', { agentId: invite.id, depuis: '2025-09-09T09:00' })
  expect(lus.json.creneaux.at(-1)?.debut.slice(0, 10)).toBe('2025-09-10')
})

test('un rendez-vous d’avant, donné pour plus loin, n’ouvre pas le dossier', async () => {
  const { agent, personne, invite } = await unSuivi()
  const pris = avecId(personne.id, invite.id, '2025-08-12T09:00')
  expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  expect(await lire(invite, personne.id)).toBe(200)
  await db().updateTable('rendezVous').set({ debut: '2046-03-12T08:00:00Z' }).where('id', '=', pris.id).execute()
  expect(await lire(invite, personne.id)).toBe(404)
  essai.now = '2046-03-01T09:00:00Z'
  expect(await lire(invite, personne.id)).toBe(404)
})

test('qui reçoit ne prolonge pas, en le déplaçant, ce que son rendez-vous lui ouvre', async () => {
  const { agent, personne, invite } = await unSuivi()
  const pris = avecId(personne.id, invite.id, '2025-08-12T09:00')
  expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  essai.now = '2025-08-11T09:00:00Z'
  const report = (debut: string) => ({ rendezVousId: pris.id, nouveauId: uuidv7(), debut })
  const refus = await invite.brut(REPORT, report('2025-12-12T09:00'))
  expect(dit(refus)[1]).toBe('rendez-vous-trop-loin')
  expect(refus.json).toMatchObject({ detail: expect.stringMatching(TROP_LOIN) })
  const pres = report('2025-09-10T09:00')
  expect((await invite.brut(REPORT, pres)).status).toBe(200)
  essai.now = '2025-09-09T09:00:00Z'
  expect(await lire(invite, personne.id)).toBe(200)
  const encore = { rendezVousId: pres.nouveauId, nouveauId: uuidv7(), debut: '2025-10-10T09:00' }
  expect(dit(await invite.brut(REPORT, encore))[1]).toBe('rendez-vous-trop-loin')
})

test('déplacé par l’accueil, le rendez-vous que l’ancien référent s’était pris ne lui rouvre rien', async () => {
  const { agent, personne, referent, invite } = await unSuivi()
  const pris = avecId(personne.id, referent.id, '2025-06-12T09:00')
  expect((await referent.brut(PRENDRE, pris)).status).toBe(200)
  const relais = { id: uuidv7(), personneId: personne.id, referentId: invite.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  essai.now = '2025-03-20T09:00:00Z'
  const report = { rendezVousId: pris.id, nouveauId: uuidv7(), debut: '2025-06-20T09:00' }
  expect((await agent.brut(REPORT, report)).status).toBe(200)
  essai.now = '2025-05-20T09:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
})

test('un rendez-vous dont l’issue n’est jamais dite n’ouvre plus rien, un jour après son heure', async () => {
  const { agent, personne, invite } = await unSuivi()
  const pris = avecId(personne.id, invite.id, '2025-03-12T09:00')
  expect((await agent.brut(PRENDRE, pris)).status).toBe(200)
  essai.now = '2025-03-13T07:59:00Z'
  expect(await lire(invite, personne.id)).toBe(200)
  essai.now = '2025-03-13T08:00:00Z'
  expect(await lire(invite, personne.id)).toBe(404)
  const report = { rendezVousId: pris.id, nouveauId: uuidv7(), debut: '2025-03-20T09:00' }
  expect((await invite.brut(REPORT, report)).status).toBe(404)
})
