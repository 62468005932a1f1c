import { expect, test } from 'vitest'
import { decoupageDe } from '../territoire/decoupage.queries.ts'
import { communeLisible, homonymes, lieuLisible, nirLisible, nomComplet, prenomLisible } from './noms.ts'

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
  ["VILLENEUVE D'ASCQ", 'Villeneuve-d’Ascq'],
  ['VILLENEUVE D ASCQ', 'Villeneuve-d’Ascq'],
  ["Villeneuve d'Ascq", 'Villeneuve-d’Ascq'],
  ['Trame sur Lys', 'Trame-sur-Lys'],
  ['Trame-sur-Lys', 'Trame-sur-Lys'],
  ['Trame-Sur-Lys', 'Trame-sur-Lys'],
  ['TRAME-SUR-LYS', 'Trame-sur-Lys'],
  ['TRAME SUR LYS ', 'Trame-sur-Lys'],
  ['MARCQ-EN-BAROEUL', 'Marcq-en-Baroeul'],
  ['Marcq-en-Barœul', 'Marcq-en-Barœul'],
  ['LA MADELEINE', 'La Madeleine'],
  ['LE CATEAU CAMBRESIS', 'Le Cateau-Cambresis'],
  ['Le Touquet-Paris-Plage', 'Le Touquet-Paris-Plage'],
  ["L'ISLE-ADAM", 'L’Isle-Adam'],
  ['ST ANDRE LEZ LILLE', 'Saint-Andre-lez-Lille'],
  ['LILLE CEDEX 9', 'Lille Cedex 9'],
  ['PARIS 12', 'Paris 12'],
  ['LYON 3E ARRONDISSEMENT', 'Lyon 3e Arrondissement'],
  ['Marseille 1er Arrondissement', 'Marseille 1er Arrondissement'],
  ['Lille (59)', 'Lille (59)'],
  ['CHATEAU-CHINON (VILLE)', 'Chateau-Chinon (Ville)'],
  ['CHATEAU-CHINON(VILLE)', 'Chateau-Chinon (Ville)'],
  ['CHATEAU CHINON ( VILLE )', 'Chateau-Chinon (Ville)'],
  ['CHATEAU CHINON VILLE', 'Chateau-Chinon-Ville'],
  ['Vire\u00a0Normandie', 'Vire\u00a0Normandie'],
  ['VIRE\u00a0NORMANDIE', 'Vire-Normandie'],
  ["GOMMENEC'H", 'Gommenec’h'],
  ["BERD'HUIS", 'Berd’huis'],
  ["L'AIGUILLON-LA-PRESQU'ILE", 'L’Aiguillon-la-Presqu’ile'],
  ['MONT PRES CHAMBORD', 'Mont-pres-Chambord'],
  ['SAINT-GERMAIN-DES-PRES', 'Saint-Germain-des-Pres'],
  ['Prades-le-Lez', 'Prades-le-Lez'],
  ['VILLERS-DEVANT-DUN', 'Villers-devant-Dun'],
  ['PENTA-DI-CASINCA', 'Penta-di-Casinca'],
  ['ELEU-DIT-LEAUWETTE', 'Eleu-dit-Leauwette'],
  ['Lille', 'Lille'],
  ['VILLENEUVE D  ASCQ', 'Villeneuve-d’Ascq'],
  ["VILLENEUVE D' ASCQ", 'Villeneuve-d’Ascq'],
  ['VILLENEUVE D´ASCQ', 'Villeneuve-d’Ascq'],
  ['VILLENEUVE D`ASCQ', 'Villeneuve-d’Ascq'],
  ['VILLENEUVE‑D‘ASCQ', 'Villeneuve-d’Ascq'],
  ["villeneuve d'ascq", 'Villeneuve-d’Ascq'],
  ['tourcoing', 'Tourcoing'],
  ['', ''],
])('la commune %s se lit %s', (commune, attendu) => {
  expect(communeLisible(commune)).toBe(attendu)
})

test.each(['14', '24', '58', '59', '974', '99'])(
  'les communes du référentiel se lisent comme il les écrit : %s',
  code => {
    const noms = decoupageDe(code).communes.map(c => c.nom)
    expect(noms.map(communeLisible)).toEqual(noms)
  },
)

test('deux personnes sont homonymes par le nom et le prénom, quelle que soit leur écriture', () => {
  const personnes = [
    { prenom: 'ÉLOÏSE', nom: 'ESSAI-PAIRE' },
    { prenom: 'ELOISE', nom: 'ESSAI PAIRE' },
    { prenom: 'Eloise', nom: 'ESSAI-AUTRE' },
    { prenom: 'Zoé', nom: 'ESSAI-PAIRE' },
  ]
  expect([...homonymes(personnes)]).toEqual(personnes.slice(0, 2))
})

test.each([
  ['SAN FRANCISCO', 'San Francisco'],
  ['MARCQ-EN-BAROEUL', 'Marcq-en-Baroeul'],
  ["COTE D'IVOIRE", 'Cote d’Ivoire'],
  ['New York', 'New York'],
  ["N'DJAMENA", 'N’Djamena'],
  ["VAL D'OISE", 'Val d’Oise'],
])('le lieu de naissance %s se lit %s', (lieu, attendu) => {
  expect(lieuLisible(lieu)).toBe(attendu)
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
