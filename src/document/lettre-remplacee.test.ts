import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { documentsDe } from './documents-de.ts'

const essai = unEssai()

test('déplacé, un rendez-vous laisse une convocation qui ne se poste plus ; chacune dit le sien', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const lettres = async () =>
    (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.lettres.map(
      l => [l.titre.replaceAll('\u00a0', ' '), l.perimee],
    )
  const { json } = await prendre(agent, personneId, { objet: 'suivi', convocation: 'remise-en-main-propre' })
  expect(await lettres()).toEqual([['Convocation, rendez-vous le 12 mars à 9 h 30', null]])
  essai.now = Temporal.Instant.from(essai.now).add({ minutes: 5 }).toString()
  const report = { nouveauId: uuidv7(), debut: '2025-03-13T10:00', convocation: 'remise-en-main-propre' }
  expect(
    (await agent.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId: json.id, ...report })).status,
  ).toBe(200)
  expect(await lettres()).toEqual([
    ['Convocation, rendez-vous le 13 mars à 10 h', null],
    ['Convocation, rendez-vous le 12 mars à 9 h 30, remplacée depuis', { reprise: false }],
  ])
})
