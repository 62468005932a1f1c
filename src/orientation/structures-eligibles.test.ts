import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, frein, lePlateau, ORIENTER, unDiagnostic } from './essai-orientation.ts'
import type { propositionPour } from './proposition.ts'
import type { structuresEligibles } from './structures-eligibles.ts'

const essai = unEssai()

test('la proposition se lit avec ses raisons, les faits, leurs sources et les délais', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id, { famille: frein('leger') })
  const { json } = await plateau.agent.appeler<typeof propositionPour>('GET /personnes/:personneId/proposition', {
    personneId: plateau.personne.id,
  })
  expect(json.proposition).toMatchObject({ dominante: 'equilibre', regle: { code: 'quelques-contraintes' } })
  expect(json.delai).toEqual({
    recuLe: '2025-03-03',
    orienteLe: null,
    jour: 8,
    sur: 15,
    echeance: '2025-03-17',
    relais: '2025-04-14',
  })
  expect(json.faits[0]).toEqual({ libelle: 'Âge', valeur: '39 ans', source: expect.stringContaining('CAF') })
  expect(json.enCours).toBeNull()
})

test('les structures possibles sont classées : public, place, charge ; les pleines à la fin', async () => {
  const plateau = await lePlateau(essai)
  const { agent } = plateau
  const jeune = await unePersonne(essai, { dateNaissance: '2001-05-01' })
  const mission = await essai.uneStructure({ nom: 'Mission locale', publics: ['jeune'] })
  await essai.uneStructure({ nom: 'Cap emploi', publics: ['rqth'] })
  await essai.uneStructure({ nom: 'Ailleurs', communes: ['59350'] })
  await essai.uneStructure({ nom: 'Emploi seulement', dominantes: ['emploi'] })
  await essai.uneStructure({ nom: 'Comble', capacite: 0 })
  const noms = async (personneId: string) =>
    (
      await agent.appeler<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
        personneId,
        dominante: 'equilibre',
      })
    ).json
  const pourLeJeune = await noms(jeune.id)
  expect(pourLeJeune.map(s => s.nom)).toEqual(['Mission locale', 'Maison de l’insertion', 'Comble'])
  expect(pourLeJeune[0]).toMatchObject({ id: mission, publics: ['jeune'], pleine: false })
  expect(pourLeJeune[2]?.pleine).toBe(true)
  await unDiagnostic(agent, plateau.personne.id, { rqth: true })
  expect((await noms(plateau.personne.id)).map(s => s.nom)[0]).toBe('Cap emploi')
})

test('dans une structure, le référent le moins chargé vient d’abord, le plein à la fin', async () => {
  const plateau = await lePlateau(essai)
  const { agent, structureId, referent } = plateau
  const libre = await essai.unAgent('referent', { structureId, nom: 'LIBRE' })
  const plein = await essai.unAgent('referent', { structureId, nom: 'AU-PLAFOND' })
  await essai.base
    .territoire('59')
    .updateTable('habilitation')
    .set({ plafond: 1 })
    .where('agentId', '=', plein.id)
    .execute()
  for (const referentId of [referent.id, plein.id]) {
    const personne = await unePersonne(essai)
    await agent.brut(ORIENTER, demande({ ...plateau, personne }, { referentId, motif: 'essai' }))
  }
  const { json } = await agent.appeler<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
    personneId: plateau.personne.id,
    dominante: 'emploi',
  })
  expect(json[0]?.referents.map(r => [r.id, r.suivis, r.plafond, r.plein])).toEqual([
    [libre.id, 0, 50, false],
    [referent.id, 1, 50, false],
    [plein.id, 1, 1, true],
  ])
  expect(json[0]?.suivis).toBe(2)
})
