import { expect, test } from 'vitest'
import { communeLisible, nirLisible, nomComplet, prenomLisible } from './noms.ts'

test.each([
  ['DJAMILA', 'Djamila'],
  ['MARIE-CLAIRE', 'Marie-Claire'],
  ["N'GOLO", "N'Golo"],
  ['Awa', 'Awa'],
  ['éloïse', 'éloïse'],
])('le prénom %s se lit %s', (prenom, attendu) => {
  expect(prenomLisible(prenom)).toBe(attendu)
})

test.each([
  ['TOURCOING', 'Tourcoing'],
  ["VILLENEUVE D'ASCQ", 'Villeneuve d’Ascq'],
  ['MARCQ-EN-BAROEUL', 'Marcq-en-Baroeul'],
  ['LA MADELEINE', 'La Madeleine'],
  ['Lille', 'Lille'],
])('la commune %s se lit %s', (commune, attendu) => {
  expect(communeLisible(commune)).toBe(attendu)
})

test.each([
  ['2', '1985-04-12', 'Mme Djamila CAS'],
  ['1', '1985-04-12', 'M. Djamila CAS'],
  ['0', '1985-04-12', 'Djamila CAS'],
  ['2', '2007-03-11', 'Djamila CAS'],
  ['2', '2007-03-10', 'Mme Djamila CAS'],
])('sexe %s, naissance le %s : %s, le 10 mars 2025', (sexe, dateNaissance, attendu) => {
  expect(nomComplet({ sexe, dateNaissance, nom: 'CAS', prenom: 'DJAMILA' }, '2025-03-10')).toBe(attendu)
})

test('le numéro se lit d’un coup', () => {
  expect(nirLisible('2850459999123').replaceAll('\u00a0', ' ')).toBe('2 85 04 59 999 123')
})
