import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'

const essai = unEssai()
const PRENDRE = 'POST /personnes/:personneId/rendez-vous'
const ISSUE = 'PUT /rendez-vous/:rendezVousId/issue'
const CONTACT = { telephone: '06 39 98 00 07', telephoneAccord: false, courriel: null, courrielAccord: false }

/** The 10th of March: oriented, then handed over to a colleague; `avant`: what the référent did meanwhile. */
async function unRelais(avant: (qui: Awaited<ReturnType<typeof lePlateau>>) => Promise<void> = async () => {}) {
  const plateau = await lePlateau(essai)
  const { agent, structureId, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  await essai.base.commun.updateTable('session').set({ expireLe: '2099-01-01T00:00:00Z' }).execute()
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

test('un rendez-vous pris pour après la fin de son suivi n’ouvre plus le dossier à l’ancien référent', async () => {
  const { referent, personne } = await unRelais(async ({ referent, personne }) => {
    const pris = await referent.brut(PRENDRE, rendezVous(personne.id, referent.id, '2026-02-20T10:00'))
    expect(pris.status).toBe(200)
  })
  const ecrire = { personneId: personne.id, ...CONTACT }
  expect((await referent.brut('PUT /personnes/:personneId/contact', ecrire)).status).toBe(403)
  essai.now = '2025-05-20T09:00:00Z'
  expect((await referent.brut('GET /personnes/:personneId', { personneId: personne.id })).status).toBe(404)
  expect((await referent.brut('PUT /personnes/:personneId/contact', ecrire)).status).toBe(404)
})

test('un rendez-vous pris par le second référent ne lui ouvre plus le dossier, le suivi fini', async () => {
  let second: Navigateur | undefined
  const { personne } = await unRelais(async ({ structureId, personne }) => {
    second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
    const suivis = essai.base.territoire('59').updateTable('accompagnement')
    await suivis.set({ coReferentId: second.id }).execute()
    const pris = await second.brut(PRENDRE, rendezVous(personne.id, second.id, '2025-06-20T10:00'))
    expect(pris.status).toBe(200)
    await essai.base.commun.updateTable('session').set({ expireLe: '2099-01-01T00:00:00Z' }).execute()
  })
  essai.now = '2025-05-20T09:00:00Z'
  expect((await second?.brut('GET /personnes/:personneId', { personneId: personne.id }))?.status).toBe(404)
})

test('un rendez-vous ne se prend pas à plus d’un an', async () => {
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
