import { expect, test } from 'vitest'
import { echeanceEnJours, echeanceEnMois, relaisFranceTravail } from './entree.ts'

test.each([
  ['2025-03-01', '2025-03-15'],
  ['2024-03-01', '2024-03-15'],
  ['2024-02-20', '2024-03-05'],
  ['2025-02-20', '2025-03-06'],
  ['2025-12-24', '2026-01-07'],
])('reçu le %s, orienté en quinze jours et moins jusqu’au %s', (recuLe, attendu) => {
  expect(echeanceEnJours(recuLe, 15)).toBe(attendu)
})

test.each([
  ['2025-03-01', '2025-03-31'],
  ['2025-01-31', '2025-02-27'],
  ['2025-02-15', '2025-03-14'],
])('reçu le %s, orienté en un mois jusqu’au %s', (recuLe, attendu) => {
  expect(echeanceEnMois(recuLe, 1)).toBe(attendu)
})

test('six semaines après la réception, France Travail prend le relais', () => {
  expect(relaisFranceTravail('2025-03-01', 6)).toBe('2025-04-12')
})
