import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { deciderLignes } from './decider-lignes.ts'
import { importerListe, lignesDe } from './essai-liste.ts'

const essai = unEssai()
const noms = async () =>
  (await essai.base.territoire('59').selectFrom('structure').select('nom').orderBy('nom').execute()).map(s => s.nom)
const ENTETES = 'Nom;Adresse;Code postal;Ville;Siret'

test('un trait d’union, un accent ou un signe ne font pas deux structures : un doute ; la casse et l’espace, rien', async () => {
  const agent = await essai.unAgent('administrateur')
  const texte = [
    ENTETES,
    'Espace insertion de Trame;1 rue;59200;Trame;',
    'ESPACE INSERTION  DE TRAME ;1 rue;59200;Trame;',
    'Espace-Insertion de Trame;1 rue;59200;Trame;',
    'Espace insertion de Tramé;1 rue;59200;Trame;',
  ].join('\n')
  const { importId } = await importerListe(essai, agent, 'structures', texte)
  const doute = ['a-decider', expect.stringContaining('Espace insertion de Trame')]
  expect(await lignesDe(essai, importId)).toEqual([['creee'], ['inchangee'], doute, doute])
  expect(await noms()).toEqual(['Espace insertion de Trame'])
})

test('un autre SIRET fait une autre structure, sans doute', async () => {
  const agent = await essai.unAgent('administrateur')
  const texte = `${ENTETES}\nEspace insertion;;;;13002526500013\nEspace-insertion;;;;35600000000048\n`
  const { importId } = await importerListe(essai, agent, 'structures', texte)
  expect(await lignesDe(essai, importId)).toEqual([['creee'], ['creee']])
})

test('dire que c’est une autre structure la crée', async () => {
  const agent = await essai.unAgent('administrateur')
  await importerListe(essai, agent, 'structures', 'Nom;Ville\nEspace insertion;Trame\n')
  const texte = Buffer.from('Nom;Ville\nEspace-insertion;Trame\n')
  const importId = await deposerParEcran(agent, 'structures.csv', texte, { genre: 'structures' })
  const choix = { importId, genre: 'structures' as const, colonnes: { Nom: 'nom' } }
  await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', choix)
  await appliquer(essai, agent, importId, true)
  const decisions = [{ ligne: 2, choix: 'nouvelle' as const }]
  await agent.appeler<typeof deciderLignes>('PUT /imports/:importId/decisions', { importId, decisions })
  await appliquer(essai, agent, importId)
  expect(await noms()).toEqual(['Espace insertion', 'Espace-insertion'])
})

test('une liste de professionnels ou de personnes retrouve la structure à un trait d’union près', async () => {
  const agent = await essai.unAgent('administrateur')
  await importerListe(essai, agent, 'structures', 'Nom;Ville\nEspace insertion;Trame\n')
  await importerListe(essai, agent, 'professionnels', 'Courriel;Structure\nzoe@example.org;Espace-Insertion\n')
  const personnes =
    'Nom;Prénom;Né(e) le;Structure;Référent;Parcours\nESSAI-A;Léa;25/04/1985;espace – insertion;zoe@example.org;emploi\n'
  await importerListe(essai, agent, 'personnes', personnes)
  expect(await noms()).toEqual(['Espace insertion'])
})
