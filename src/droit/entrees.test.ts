import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unEntrant } from '../pilotage/essai-pilotage.ts'
import { entreesRecues } from './entrees.queries.ts'

const essai = unEssai()

test('les entrées reçues se listent jours compris, sauf celles dont le suivi existait déjà', async () => {
  await unEntrant(essai, '2025-03-01', { nom: 'PREMIER-JOUR' })
  await unEntrant(essai, '2025-03-31', { nom: 'DERNIER-JOUR', closeLe: '2025-04-02' })
  await unEntrant(essai, '2025-04-01', { nom: 'LENDEMAIN' })
  const { entreeId } = await unEntrant(essai, '2025-03-10', { nom: 'DEJA-SUIVIE', closeLe: '2025-03-12' })
  await essai.base
    .territoire('59')
    .updateTable('entree')
    .set({ closeMotif: 'suivi-connu' })
    .where('id', '=', entreeId)
    .execute()
  const lues = await entreesRecues(essai.ctx(), '2025-03-01', '2025-03-31')
  expect(lues.map(e => [e.nom, e.echeance15Jours])).toEqual([
    ['PREMIER-JOUR', '2025-03-15'],
    ['DERNIER-JOUR', '2025-04-14'],
  ])
})
