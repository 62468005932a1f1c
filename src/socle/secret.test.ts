import fc from 'fast-check'
import { expect, test } from 'vitest'
import { masquer, masquerRepartition } from './secret.ts'

test.each([
  [
    [12, 30, 8],
    [12, 30, 8],
  ],
  [
    [12, 3, 8],
    [12, 'masque', 'masque'],
  ],
  [
    [2, 4, 30],
    ['masque', 'masque', 30],
  ],
  [
    [1, 1, 30, 9],
    ['masque', 'masque', 30, 'masque'],
  ],
  [
    [3, 0, 0],
    ['masque', 0, 0],
  ],
  [[], []],
])('%j se montre %j quand le seuil est 5', (cellules, attendu) => {
  expect(masquerRepartition(cellules, 5)).toEqual(attendu)
})

test('un seuil de 0 ne cache rien, et zéro ne se cache jamais', () => {
  expect(masquerRepartition([1, 2, 0], 0)).toEqual([1, 2, 0])
  expect(masquer(0, 5)).toBe(0)
})

test('le total ne rend jamais un effectif caché, sauf si tout est caché', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (cellules, seuil) => {
      const vues = masquerRepartition(cellules, seuil)
      const caches = cellules.filter((_, i) => vues[i] === 'masque')
      const montres = vues.filter(v => typeof v === 'number' && v > 0)
      expect(montres.every(v => Number(v) >= seuil)).toBe(true)
      const somme = caches.reduce((a, b) => a + b, 0)
      expect(caches.length === 0 || somme >= seuil || montres.length === 0).toBe(true)
    }),
  )
})
