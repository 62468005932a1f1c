import { expect, test } from 'vitest'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { conclureRendezVous } from './conclure-rendez-vous.ts'
import type { deplacerRendezVous } from './deplacer-rendez-vous.ts'
import { prendre } from './essai-rendez-vous.ts'

// Monday 10 March 2025, 10 h in Paris: an appointment on the 12th at 9:30 is called off, then taken back.
const essai = unEssai()

const conclure = (agent: Navigateur, rendezVousId: string, issue: 'annule-service' | null) =>
  agent.appeler<typeof conclureRendezVous>('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId, issue })
const retablir = (agent: Navigateur, id: string) => conclure(agent, id, null)
const deplacer = (agent: Navigateur, rendezVousId: string, suite: Record<string, unknown> = {}) =>
  agent.appeler<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', {
    ...{ rendezVousId, nouveauId: uuidv7(), debut: '2025-03-13T10:00', ...suite },
  })
const issues = async () =>
  (await essai.base.territoire('59').selectFrom('rendezVous').select('issue').orderBy('debut').execute()).map(
    r => r.issue,
  )

async function unAnnule(suite: Record<string, unknown> = {}) {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai, { nom: 'ESSAI-RETABLIE' })
  const { json } = await prendre(awa, personneId, suite)
  expect((await conclure(awa, json.id, 'annule-service')).status).toBe(200)
  return { awa, personneId, id: json.id }
}

test('le créneau encore libre, il est rétabli', async () => {
  const { awa, id } = await unAnnule()
  expect((await retablir(awa, id)).status).toBe(200)
  expect(await issues()).toEqual([null])
})

test('le créneau pris depuis, il n’est pas rétabli, sans dire par qui ; il se déplace', async () => {
  const { awa, id } = await unAnnule()
  const autre = await unePersonne(essai, { nom: 'ESSAI-AUTRE' })
  expect((await prendre(awa, autre.id, { debut: '2025-03-12T09:45' })).status).toBe(200)
  const refuse = await retablir(awa, id)
  expect([refuse.status, refuse.json]).toMatchObject([409, { code: 'agent-occupe' }])
  expect(refuse.texte).toContain('déplacez ce rendez-vous')
  expect(refuse.texte).not.toContain('ESSAI')
  expect(await compter(essai, 'rendezVous')).toBe(2)
  expect((await deplacer(awa, id)).json).toMatchObject({ debut: '2025-03-13T09:00:00Z', issue: null })
  expect(await issues()).toEqual(['reporte', null, null])
})

test('la personne attendue ailleurs ce jour-là, il n’est pas rétabli', async () => {
  const { awa, personneId, id } = await unAnnule()
  const marc = await essai.unAgent('referent')
  expect((await prendre(awa, personneId, { agentId: marc.id, debut: '2025-03-12T15:00' })).status).toBe(200)
  const refuse = await retablir(awa, id)
  expect([refuse.status, refuse.json]).toMatchObject([409, { code: 'deja-ce-jour' }])
})

test('la même réunion collective reprend qui en avait été retiré', async () => {
  const { awa, id } = await unAnnule({ modalite: 'collectif' })
  const autre = await unePersonne(essai)
  expect((await prendre(awa, autre.id, { modalite: 'collectif' })).status).toBe(200)
  expect((await retablir(awa, id)).status).toBe(200)
})

test('un besoin d’interprète noté depuis : il se prévoit en déplaçant', async () => {
  const { awa, personneId, id } = await unAnnule()
  await noter(awa, personneId, { langue: 'turc' })
  const refuse = await retablir(awa, id)
  expect([refuse.status, refuse.json]).toMatchObject([409, { code: 'interprete-a-prevoir' }])
  expect(refuse.texte).not.toContain('cochez')
  expect((await deplacer(awa, id, { interpretePrevu: true })).status).toBe(200)
})

test('une heure vue avec la personne l’est encore', async () => {
  const { awa, personneId, id } = await unAnnule()
  await noter(awa, personneId, { arriveeDes: '10:00' })
  expect((await retablir(awa, id)).status).toBe(200)
})

test('qui recevait a fermé son compte : il se déplace chez un autre', async () => {
  const { awa, personneId } = await unAnnule()
  const marc = await essai.unAgent('referent')
  const { json } = await prendre(awa, personneId, { agentId: marc.id, debut: '2025-03-14T15:00' })
  await conclure(awa, json.id, 'annule-service')
  await sessionsSansFin(essai)
  await essai.base
    .territoire('59')
    .updateTable('agent')
    .set({ desactiveLe: '2025-03-10' })
    .where('id', '=', marc.id)
    .execute()
  const refuse = await retablir(awa, json.id)
  expect([refuse.status, refuse.json]).toMatchObject([409, { code: 'agent-indisponible' }])
  expect((await deplacer(awa, json.id, { agentId: awa.id })).status).toBe(200)
})

test('rétabli et pris par un autre au même moment, un seul l’a', async () => {
  const { awa, id } = await unAnnule()
  const autre = await unePersonne(essai)
  const deux = await Promise.all([retablir(awa, id), prendre(awa, autre.id)])
  expect(deux.map(r => r.status).toSorted()).toEqual([200, 409])
})

test('annulé par la clôture, il se rétablit après la réouverture par la même règle', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [une, deux] = [await unePersonne(essai), await unePersonne(essai)]
  const [un, second] = [await prendre(awa, une.id), await prendre(awa, deux.id, { debut: '2025-03-13T09:30' })]
  for (const { id } of [une, deux]) expect((await cloreLeDossier(awa, id)).status).toBe(200)
  expect((await prendre(awa, (await unePersonne(essai)).id)).status).toBe(200)
  expect((await retablir(awa, un.json.id)).json).toMatchObject({ code: 'dossier-clos' })
  for (const { id } of [une, deux]) expect((await rouvrirLeDossier(awa, id)).status).toBe(200)
  expect((await retablir(awa, un.json.id)).json).toMatchObject({ code: 'agent-occupe' })
  expect((await retablir(awa, second.json.id)).status).toBe(200)
})

test('une issue passée retirée ne reprend aucun créneau : elle est à noter de nouveau', async () => {
  const { awa, id } = await unAnnule()
  const autre = await unePersonne(essai)
  expect((await prendre(awa, autre.id)).status).toBe(200)
  essai.now = '2025-03-12T12:00:00Z'
  await sessionsSansFin(essai)
  expect((await retablir(awa, id)).status).toBe(200)
})
