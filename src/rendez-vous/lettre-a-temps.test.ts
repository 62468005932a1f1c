import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { aSaisir } from '../precaution/precaution.ts'
import { aDireParTelephone, arriveeDuCourrier, tropProche } from './lettre-a-temps.ts'

const essai = unEssai()

test('la lettre n’arriverait pas à temps : le numéro, et à quoi prendre garde avant d’appeler', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const lu = async () => (await agent.brut('GET /creneaux', { personneId })).json.appel as never
  const dire = async (debut: string) =>
    aDireParTelephone('2025-03-10', debut, 'courrier', await lu())?.replaceAll('\u00a0', ' ')
  expect(await dire('2025-03-11T09:00')).toMatch(/aucun numéro n’est connu, prévenez-la autrement\.$/)
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ telephone: '+33639980002' })
    .where('id', '=', personneId)
    .execute()
  const { precautions } = (await agent.brut('GET /personnes/:personneId/precautions', { personneId })).json
  const notee = { ...aSaisir(precautions as never), sansMessage: true }
  expect((await agent.brut('PUT /personnes/:personneId/precautions', { personneId, ...notee })).status).toBe(200)
  expect(await dire('2025-03-11T09:00')).toBe(
    'La lettre n’arrivera pas à temps : dites-le aussi à la personne par téléphone, au 06 39 98 00 02. Ne laissez pas de message.',
  )
  expect(await dire('2025-03-20T09:00')).toBe(undefined)
})

test.each([
  ['lundi', '2026-11-16', '2026-11-19'],
  ['mardi', '2026-11-17', '2026-11-20'],
  ['mercredi', '2026-11-18', '2026-11-23'],
  ['vendredi', '2026-11-20', '2026-11-25'],
  ['samedi', '2026-11-21', '2026-11-25'],
  ['dimanche', '2026-11-22', '2026-11-25'],
])('postée un %s, une lettre met trois jours ouvrés', (_, posteeLe, arrivee) => {
  expect(arriveeDuCourrier(posteeLe)).toBe(arrivee)
})

test('postée le vendredi, elle n’arrive pas avant le lundi 11 h', () => {
  expect(tropProche('2026-11-20', '2026-11-23T11:00')).toBe(true)
  expect(tropProche('2026-11-20', '2026-11-25T11:00')).toBe(false)
})
