import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { direPlaces } from '../accompagnement/places/places.ts'
import type { structures } from '../accompagnement/places/structures.ts'
import { frein } from '../diagnostic/essai-reponses.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from './essai-orientation.ts'
import type { propositionPour } from './proposition.ts'
import type { structuresEligibles } from './structures-eligibles.ts'

const essai = unEssai()
const eligibles = async (agent: Navigateur, personneId: string, dominante: 'emploi' | 'equilibre') =>
  (
    await agent.appeler<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
      personneId,
      dominante,
    })
  ).json

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

test('les structures possibles sont classées : public, place, place inconnue, puis les complètes', async () => {
  const plateau = await lePlateau(essai)
  const { agent } = plateau
  const jeune = await unePersonne(essai, { dateNaissance: '2001-05-01' })
  const mission = await essai.uneStructure({ nom: 'Mission locale', publics: ['jeune'] })
  await essai.unAgent('referent', { structureId: mission })
  await essai.uneStructure({ nom: 'Cap emploi', publics: ['rqth'] })
  await essai.uneStructure({ nom: 'Ailleurs', communes: ['59350'] })
  await essai.uneStructure({ nom: 'Emploi seulement', dominantes: ['emploi'] })
  await essai.uneStructure({ nom: 'Sans référent', capacite: 100 })
  const pleine = await essai.uneStructure({ nom: 'Mission pleine', publics: ['jeune'], capacite: 0 })
  await essai.unAgent('referent', { structureId: pleine })
  const comble = await essai.uneStructure({ nom: 'Comble', capacite: 0 })
  await essai.unAgent('referent', { structureId: comble })
  const pourLeJeune = await eligibles(agent, jeune.id, 'equilibre')
  expect(pourLeJeune.map(s => [s.nom, s.libres])).toEqual([
    ['Mission locale', 50],
    ['Maison de l’insertion', 50],
    ['Sans référent', null],
    ['Mission pleine', 0],
    ['Comble', 0],
  ])
  expect(pourLeJeune[0]).toMatchObject({ id: mission, publics: ['jeune'] })
  expect(pourLeJeune.map(direPlaces)).toEqual([
    '50\u00a0places',
    '50\u00a0places',
    'place inconnue',
    'complète\u00a0: 0\u00a0personne suivie pour 0\u00a0place',
    'complète\u00a0: 0\u00a0personne suivie pour 0\u00a0place',
  ])
  await unDiagnostic(agent, plateau.personne.id, { rqth: true })
  const avecRqth = (await eligibles(agent, plateau.personne.id, 'equilibre')).map(s => s.nom)
  expect(avecRqth.indexOf('Cap emploi')).toBeLessThan(avecRqth.indexOf('Maison de l’insertion'))
})

test('la place est celle des référents : sans capacité dite, ce n’est pas l’infini', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  const suivre = async (structureId: string, plafond: number, suivies: number) => {
    const referent = await essai.unAgent('referent', { structureId })
    await essai.base
      .territoire('59')
      .updateTable('habilitation')
      .set({ plafond })
      .where('agentId', '=', referent.id)
      .execute()
    for (let n = 0; n < suivies; n++)
      await unSuiviDans(essai, { id: referent.id, structureId }, { nom: `ESSAI-${n}`, debut: '2025-01-10' })
    return referent
  }
  const agence = await essai.uneStructure({ nom: 'Agence presque pleine' })
  const maison = await essai.uneStructure({ nom: 'Maison qui a de la place', capacite: 10 })
  await suivre(agence, 10, 9)
  // One of two places, whatever capacity it says: a larger share than two of ten.
  const petite = await essai.uneStructure({ nom: 'Petite maison', capacite: 80 })
  await suivre(petite, 2, 1)
  await suivre(maison, 10, 4)
  await suivre(maison, 2, 3)
  const attend = await unePersonne(essai)
  const vers = { structureId: maison, referentId: null, motif: 'essai' }
  expect((await agent.brut(ORIENTER, demande({ ...plateau, personne: attend }, vers))).status).toBe(200)
  const lues = (await eligibles(agent, personne.id, 'emploi')).filter(s => [agence, maison, petite].includes(s.id))
  // Ten places: seven followed, none of one too full taken off another's, one who waits.
  expect(lues.map(({ nom, suivis, attente, total, libres }) => [nom, suivis, attente, total, libres])).toEqual([
    ['Petite maison', 1, 0, 2, 1],
    ['Maison qui a de la place', 7, 1, 10, 2],
    ['Agence presque pleine', 9, 0, 10, 1],
  ])
  const admin = await essai.unAgent('administrateur')
  const { json } = await admin.appeler<typeof structures>('GET /structures', {})
  for (const { id, suivis, attente, total, libres } of lues)
    expect(json.structures.find(s => s.id === id)).toMatchObject({ suivis, attente, total, libres })
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
