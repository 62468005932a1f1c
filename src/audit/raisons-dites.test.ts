import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { lectures } from './lectures.ts'
import type { lecturesDe } from './lectures-de.ts'
import type { reponsePersonne } from './reponse-personne.ts'

// What was said before a file opened is what its person, and who controls, read of why it was.
const essai = unEssai({ raison: true })
const PRECISION = 'Courrier mal adressé.'
const A_ELLE =
  'Vous n’êtes pas une des personnes que cet agent suit\u00a0; raison donnée avant d’ouvrir\u00a0: «\u00a0Autre raison\u00a0: Courrier mal adressé\u00a0»'
const DITE = 'Hors de ses personnes habituelles, a dit\u00a0: «\u00a0Autre raison\u00a0: Courrier mal adressé\u00a0»'

async function ouverte() {
  const [agent, dpo] = [await essai.unAgent('charge-orientation'), await essai.unAgent('dpo')]
  const { id } = await unePersonne(essai, { soumis: false })
  const dite = { id: uuidv7(), motif: 'autre', precision: PRECISION }
  await agent.brut('POST /personnes/:personneId/raison', { personneId: id, ...dite })
  expect((await agent.brut('GET /personnes/:personneId', { personneId: id })).status).toBe(200)
  return { agent, dpo, id }
}

test('le journal des lectures, son export et la réponse à la personne disent la raison dite, en mots', async () => {
  const { dpo, id } = await ouverte()
  const { json } = await dpo.appeler<typeof lectures>('GET /audit/lectures', { personne: id })
  expect(json.lignes.find(l => l.quoi === 'Le dossier')?.raison).toBe(DITE)
  const csv = await dpo.brut('POST /audit/lectures/export', { motif: 'controle', format: 'csv', personne: id })
  expect(csv.texte).toContain(DITE.replaceAll('\u00a0', ' '))
  const periode = { du: '2025-03-01', au: '2025-03-31' }
  const reponse = await dpo.appeler<typeof reponsePersonne>('GET /audit/reponse', { personne: id, ...periode })
  expect(reponse.json.jours.flatMap(j => j.lecteurs.flatMap(l => l.raisons))).toContain(A_ELLE)
})

test('le fil des lectures du dossier la dit aussi, et ne compte pas les contrôles du délégué', async () => {
  const { agent, dpo, id } = await ouverte()
  await dpo.brut('GET /audit/lectures', { personne: id })
  const { json } = await agent.appeler<typeof lecturesDe>('GET /personnes/:personneId/lectures', { personneId: id })
  expect(json.map(l => [l.role, l.raison])).toEqual([
    ['charge-orientation', 'Autre raison\u00a0: Courrier mal adressé'],
  ])
})

test('de quelqu’un de son foyer, elle dit d’où vient l’ouverture, sans ce qui a été dit d’un autre', async () => {
  const { agent, dpo, id } = await ouverte()
  const conjoint = await unePersonne(essai, { soumis: false })
  const db = essai.base.territoire('59')
  const { foyerId } = await db
    .selectFrom('membre')
    .select('foyerId')
    .where('personneId', '=', id)
    .executeTakeFirstOrThrow()
  await db.updateTable('membre').set({ foyerId }).where('personneId', '=', conjoint.id).execute()
  expect((await agent.brut('GET /personnes/:personneId', { personneId: conjoint.id })).status).toBe(200)
  const { json, texte } = await dpo.appeler<typeof lectures>('GET /audit/lectures', { personne: conjoint.id })
  expect(json.lignes.find(l => l.quoi === 'Le dossier')?.raison).toMatch(/d’une personne du même foyer$/)
  expect(texte).not.toContain('Courrier')
})

test('la copie que la personne emporte dit la raison et ce qui l’a précisée', async () => {
  const { agent, id } = await ouverte()
  const { texte, status } = await agent.brut('GET /personnes/:personneId/donnees', { personneId: id })
  expect([status, texte]).toEqual([200, expect.stringContaining(PRECISION)])
})
