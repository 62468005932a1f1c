import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import type { depassements } from './depassements.ts'
import { unEntrant } from './essai-pilotage.ts'

const essai = unEssai()
const lire = async (agent: Navigateur) =>
  (await agent.appeler<typeof depassements>('GET /pilotage/depassements', {})).json
const orientation = async (agent: Navigateur) =>
  (await lire(agent)).comptes.find(c => c.horloge === 'orientation')?.personnes ?? 0

/** New entrants whose fifteenth day is 7 March 2025, a Friday. */
async function desEntrants(combien: number, suite = {}) {
  for (let i = 0; i < combien; i++) await unEntrant(essai, '2025-02-21', suite)
}

test('ce qui a passé sa limite depuis le dernier jour ouvré se compte : ni avant, ni ce qui tient encore, ni ce qui est fait', async () => {
  const paul = await essai.unAgent('pilote')
  await desEntrants(5)
  await desEntrants(2, { orienteLe: '2025-03-05' })
  await unEntrant(essai, '2025-02-20')
  await unEntrant(essai, '2025-02-24')
  await tenirEcheances(essai)
  expect(await lire(paul)).toMatchObject({ aujourdhui: '2025-03-10', depuis: '2025-03-07' })
  expect(await orientation(paul)).toBe(5)
  essai.now = '2025-03-11T09:00:00Z'
  expect([(await lire(paul)).depuis, await orientation(paul)]).toEqual(['2025-03-10', 'masque'])
})

test('ce qu’un rendez-vous du jour ou à venir couvre n’a pas passé sa limite', async () => {
  const referent = await essai.unAgent('referent')
  const suivi = { nom: 'ESSAI-BILAN', debut: '2024-12-10' }
  const vu: [string, string] = ['2025-03-05T09:00:00Z', 'present']
  await unSuiviDans(essai, referent, { ...suivi, rendezVous: [vu] })
  await unSuiviDans(essai, referent, { ...suivi, rendezVous: [vu, ['2025-03-11T09:00:00Z', undefined, 'bilan']] })
  essai.now = '2025-03-11T07:00:00Z'
  const { comptes } = await lire(await essai.unAgent('charge-orientation'))
  expect(comptes.find(c => c.horloge === 'bilan')?.personnes).toBe(1)
})

test('un petit effectif est masqué à qui ne voit pas de noms, pas à qui les voit', async () => {
  await desEntrants(4)
  await tenirEcheances(essai)
  expect(await orientation(await essai.unAgent('pilote'))).toBe('masque')
  expect(await orientation(await essai.unAgent('charge-orientation'))).toBe(4)
})

test('aucun nom, aucun identifiant de personne n’en sort', async () => {
  const { personneId } = await unEntrant(essai, '2025-02-21', { nom: 'ESSAI-SECRET' })
  await tenirEcheances(essai)
  const { texte } = await (await essai.unAgent('pilote')).brut('GET /pilotage/depassements')
  expect([texte.includes('ESSAI-SECRET'), texte.includes(personneId)]).toEqual([false, false])
})
