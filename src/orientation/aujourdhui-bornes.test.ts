import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unEntrant, unSuivi } from '../pilotage/essai-pilotage.ts'
import type { aujourdhui } from './aujourdhui.ts'

// Monday 10 March 2025, 10 h in Paris: received on 24 February, the fifteenth day is today; on 28 February, it is Friday.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const lire = async (agent: Navigateur, input: { etat?: 'en-retard' | 'stock' } = {}) =>
  (await agent.appeler<typeof aujourdhui>('GET /aujourdhui', input)).json

test('le quinzième jour n’est pas en retard, le seizième l’est ; vendredi compris est bientôt, samedi non', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await unEntrant(essai, '2025-02-23', { nom: 'HIER' })
  await unEntrant(essai, '2025-02-24', { nom: 'JOUR' })
  await unEntrant(essai, '2025-02-28', { nom: 'VENDREDI' })
  await unEntrant(essai, '2025-03-01', { nom: 'SAMEDI' })
  expect((await lire(awa)).bilan).toMatchObject({ bientot: 2, enRetard: 1, dici: '2025-03-14' })
  const { listes, compteurs } = await lire(awa, { etat: 'en-retard' })
  expect(compteurs['en-retard']).toBe(1)
  expect(listes[0]?.lignes.map(l => l.nom)).toEqual(['HIER'])
})

test('ni les orientés, ni les sortis, ni les dossiers réunis à un autre ne sont à convoquer', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { personneId: gardee } = await unEntrant(essai, '2025-03-10')
  await unEntrant(essai, '2025-03-03', { orienteLe: '2025-03-07' })
  await unEntrant(essai, '2025-03-03', { closeLe: '2025-03-07' })
  const { personneId: reunie } = await unEntrant(essai, '2025-03-10')
  await db().updateTable('personne').set({ fusionneeDans: gardee }).where('id', '=', reunie).execute()
  await tenirEcheances(essai)
  const { compteurs, bilan } = await lire(awa)
  expect([compteurs['a-convoquer'], bilan.arrivees]).toEqual([1, 1])
})

test('le stock n’a ni les dossiers réunis à un autre, ni ceux qui ont été orientés un jour, ni les droits finis', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const stock = await unePersonne(essai)
  const [reunie, orientee, finie] = [await unePersonne(essai), await unePersonne(essai), await unePersonne(essai)]
  await db().updateTable('personne').set({ fusionneeDans: stock.id }).where('id', '=', reunie.id).execute()
  await tenirEcheances(essai)
  await unSuivi(essai, orientee.id, { debut: '2024-05-10', fin: '2024-09-10', dominante: 'emploi' })
  await db()
    .updateTable('droit')
    .set(eb => ({ fin: '2025-03-01', fluxFin: eb.ref('fluxDebut') }))
    .where('personneId', '=', finie.id)
    .execute()
  await tenirEcheances(essai)
  const { compteurs, stock: page } = await lire(awa, { etat: 'stock' })
  expect([compteurs.stock, page?.lignes.map(l => l.personneId)]).toEqual([1, [stock.id]])
})
