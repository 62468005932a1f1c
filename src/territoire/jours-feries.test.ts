import { expect, test } from 'vitest'
import { estOuvre, joursFeries } from './jours-feries.ts'

test('les onze jours fériés de 2025', () => {
  expect(joursFeries(2025)).toEqual([
    '2025-01-01',
    '2025-04-21',
    '2025-05-01',
    '2025-05-08',
    '2025-05-29',
    '2025-06-09',
    '2025-07-14',
    '2025-08-15',
    '2025-11-01',
    '2025-11-11',
    '2025-12-25',
  ])
})

test.each([
  [2000, '2000-04-24'],
  [2008, '2008-03-24'],
  [2019, '2019-04-22'],
  [2024, '2024-04-01'],
  [2038, '2038-04-26'],
])('le lundi de Pâques de %i', (annee, lundi) => {
  expect(joursFeries(annee)).toContain(lundi)
})

test('l’Alsace et la Moselle gardent le Vendredi saint et le 26 décembre', () => {
  expect(joursFeries(2025, '67')).toEqual(expect.arrayContaining(['2025-04-18', '2025-12-26']))
  expect(joursFeries(2025, '59')).not.toContain('2025-04-18')
})

test.each([
  ['971', 2025, ['2025-05-27']],
  ['972', 2025, ['2025-05-22']],
  ['973', 2025, ['2025-06-10']],
  ['974', 2025, ['2025-12-20']],
  ['975', 2025, []],
  ['976', 2025, ['2025-04-27']],
  ['977', 2025, ['2025-10-09']],
  ['978', 2025, ['2025-05-28']],
  ['978', 2017, ['2017-05-27']],
  ['986', 2025, ['2025-04-28', '2025-07-29']],
  ['987', 2025, ['2025-03-05', '2025-04-18', '2025-11-20']],
  ['987', 2024, ['2024-03-05', '2024-03-29', '2024-06-29']],
  ['988', 2025, ['2025-09-24']],
  ['59', 2025, []],
])('le territoire %s ajoute en %i %j', (territoire, annee, locaux) => {
  const deFrance = joursFeries(annee)
  expect(joursFeries(annee, territoire).filter(j => !deFrance.includes(j))).toEqual(locaux)
  for (const jour of locaux) expect(estOuvre(jour, territoire)).toBe(false)
})

test('on ne reçoit ni le week-end ni les jours fériés', () => {
  expect(estOuvre('2025-03-10')).toBe(true)
  expect(estOuvre('2025-03-15')).toBe(false)
  expect(estOuvre('2025-05-01')).toBe(false)
})
