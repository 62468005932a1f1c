import { expect, test } from 'vitest'
import { importerListe, lignesDe } from '../../echanges/listes/essai-liste.ts'
import { unEssai } from '../../essai.ts'
import type { doublons } from './doublons.ts'
import { MEME_NIR } from './ressemblance.ts'

/** What a list says of persons (E5): never one person's life in another's file, nothing that it brings lost. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const ENTETES = 'NIR;Nom;Prénom;Date de naissance;Civilité;Téléphone;Email'
const [NIR_A, NIR_B] = ['2850459990001', '2850459990002']

async function importer(...lignes: string[]) {
  const agent = await essai.unAgent('charge-orientation')
  const { importId } = await importerListe(essai, agent, 'personnes', [ENTETES, ...lignes].join('\n'))
  return { agent, lues: await lignesDe(essai, importId) }
}
const personnes = async () =>
  (
    await db()
      .selectFrom('personne')
      .select(['prenom', 'nom', 'sexe', 'telephone', eb => eb('nirEmpreinte', 'is not', null).as('nir')])
      .orderBy('prenom', 'desc')
      .orderBy('telephone')
      .execute()
  ).map(p => [p.prenom, p.nom, p.sexe, p.telephone, p.nir])

test('deux homonymes nés le même jour, chacun son NIR : deux personnes, la seconde fois aussi', async () => {
  const lignes = [
    `${NIR_A};ESSAI-TRAME;Ines;12/04/1985;;0639980001;`,
    `${NIR_B};ESSAI-TRAME;Ines;12/04/1985;;0639980002;`,
  ]
  const deux = [
    ['Ines', 'ESSAI-TRAME', '2', '0639980001', true],
    ['Ines', 'ESSAI-TRAME', '2', '0639980002', true],
  ]
  expect((await importer(...lignes)).lues).toEqual([['creee'], ['creee']])
  expect(await personnes()).toEqual(deux)
  expect((await importer(...lignes.toReversed())).lues).toEqual([['inchangee'], ['inchangee']])
  expect(await personnes()).toEqual(deux)
})

test('le NIR d’une autre personne de la liste : deux dossiers, le numéro reste à la première, un doute à décider', async () => {
  const { agent, lues } = await importer(
    `${NIR_A};ESSAI-TRAME;Ines;12/04/1985;;;`,
    `${NIR_A};ESSAI-NAPPE;Hugo;03/09/1979;;0639980002;`,
  )
  expect(lues.map(([resultat]) => resultat)).toEqual(['creee', 'creee'])
  // Nothing is read in a number that is somebody else's.
  expect(await personnes()).toEqual([
    ['Ines', 'ESSAI-TRAME', '2', null, true],
    ['Hugo', 'ESSAI-NAPPE', '0', '0639980002', false],
  ])
  const { json } = await agent.appeler<typeof doublons>('GET /doublons', {})
  expect(json.paires.map(p => p.raisons)).toEqual([[MEME_NIR]])
})

test('la ligne de l’une avec le NIR de son mari : rien n’est écrit, et les deux dossiers sont proposés', async () => {
  const DEUX_ALERTES = [expect.stringContaining('cette civilité'), expect.stringContaining('la même année')]
  const sien = '1790959990003'
  await importer(`${sien};ESSAI-TRAME;Hugo;03/09/1979;;;`, ';ESSAI-TRAME;Julie;12/04/1985;Mme;;')
  const avant = await personnes()
  const { lues } = await importer(`${sien};ESSAI-TRAME;Julie;12/04/1985;Mme;0639980003;`)
  expect(lues).toEqual([
    ['a-decider', ...DEUX_ALERTES, expect.stringMatching(/ressemble à 2 dossiers.*même numéro de sécurité sociale/)],
  ])
  expect(await personnes()).toEqual(avant)
})

test('une civilité contraire à celle du dossier n’est pas de la même personne à coup sûr', async () => {
  await importer(';ESSAI-TRAME;Camille;12/04/1985;Mme;;')
  const { lues } = await importer(';ESSAI-TRAME;Camille;12/04/1985;M.;0639980004;')
  expect(lues).toEqual([['a-decider', expect.stringMatching(/sexes différents/)]])
  expect(await personnes()).toEqual([['Camille', 'ESSAI-TRAME', '2', null, false]])
})

test('la ligne la plus riche complète la plus pauvre, dans un sens comme dans l’autre', async () => {
  const pauvre = ';ESSAI-TRAME;Ines;12/04/1985;;;'
  const riche = `${NIR_A};Essai-Trame;Inès;12/04/1985;Mme;0639980005;i.trame@example.org`
  for (const lignes of [
    [pauvre, riche],
    [riche, pauvre],
  ]) {
    await essai.vider()
    const { lues } = await importer(...lignes)
    expect(lues.map(([resultat]) => resultat)).toEqual(['creee', 'inchangee'])
    expect((await personnes()).map(p => p.slice(2))).toEqual([['2', '0639980005', true]])
  }
})
