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

test('le nom entier et le numéro se lisent d’un coup', () => {
  expect(nomComplet({ sexe: '2', nom: 'CAS', prenom: 'DJAMILA' })).toBe('Mme Djamila CAS')
  expect(nirLisible('2850459999123').replaceAll('\u00a0', ' ')).toBe('2 85 04 59 999 123')
})
