import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'
import { direValeur } from './parametre.ts'

const delai = { cle: 'orientation.delai-jours', valeur: 10, effetLe: '2025-03-17', motif: 'Délibération' }

test.each<[string, unknown, unknown, string, string | null]>([
  ['parametre-change', {}, delai, 'Nouvelle valeur : 10 jours, à partir du 17 mars', 'Délibération'],
  [
    'parametre-change',
    { valeur: 15 },
    delai,
    'Nouvelle valeur : 10 jours, à partir du 17 mars',
    'Avant : 15 jours · Délibération',
  ],
  [
    'parametre-change',
    null,
    { cle: 'ancienne.regle', valeur: 3, effetLe: '2024-01-01' },
    'Nouvelle valeur : 3, à partir du 1er janvier 2024',
    null,
  ],
  ['parametre-annule', delai, null, 'Changement à venir annulé', '10 jours, à partir du 17 mars'],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})

test.each([
  [1, 'personnes', '1 personne'],
  [50, 'personnes', '50 personnes'],
  [1, 'jours', '1 jour'],
  [1, 'mois', '1 mois'],
  [85, 'sur 100', '85 sur 100'],
  [1, '%', '1 %'],
] as const)('la valeur d’un paramètre se dit avec son unité accordée : %i %s', (valeur, unite, dite) => {
  expect(direValeur(valeur, unite).replaceAll('\u00a0', ' ')).toBe(dite)
})
