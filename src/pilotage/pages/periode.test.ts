import { expect, test } from 'vitest'
import { periodeDe } from './periode.ts'

test.each([
  [{}, ['2025-03-01', '2025-03-31', '2025-02-01', null]],
  [{ periode: 'mois', le: '2025-01-15' }, ['2025-01-01', '2025-01-31', '2024-12-01', '2025-02-01']],
  [{ periode: 'mois', le: '2024-02-29' }, ['2024-02-01', '2024-02-29', '2024-01-01', '2024-03-01']],
  [{ periode: 'trimestre', le: '2024-11-30' }, ['2024-10-01', '2024-12-31', '2024-07-01', '2025-01-01']],
  [{ periode: 'annee' }, ['2025-01-01', '2025-12-31', '2024-01-01', null]],
  [{ periode: 'libre', du: '2024-12-20', au: '2025-01-05' }, ['2024-12-20', '2025-01-05', null, null]],
  [{ periode: 'libre', du: '2025-01-05', au: '2024-12-20' }, ['2025-03-01', '2025-03-31', null, null]],
  [{ periode: 'siecle', le: 'hier' }, ['2025-03-01', '2025-03-31', '2025-02-01', null]],
])('%j', (valeurs, attendu) => {
  const { du, au, precedente, suivante } = periodeDe(valeurs, '2025-03-10')
  expect([du, au, precedente, suivante]).toEqual(attendu)
})

test('une période se dit en français', () => {
  const dire = (valeurs: Record<string, string>) => periodeDe(valeurs, '2025-03-10').libelle
  expect(dire({})).toMatch(/^Mars\s2025$/)
  expect(dire({ periode: 'trimestre' })).toBe('1er trimestre 2025')
  expect(dire({ periode: 'annee', le: '2024-05-05' })).toBe('Année 2024')
  expect(dire({ periode: 'libre', du: '2024-12-20', au: '2025-01-05' })).toBe('Du 20/12/2024 au 05/01/2025')
})
