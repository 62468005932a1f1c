import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { jourDe } from '../socle/contexte.ts'
import { fuseauDe } from './fuseau.ts'

const essai = unEssai()
const CODES = ['971', '972', '973', '974', '975', '976', '977', '978', '986', '987', '988', '59', '2A']

test.each([
  // [territory, instant, its day there]: Paris is at 3 am on the 11th, then at 9 pm on the 11th.
  ['59', '2025-03-11T02:00:00Z', '2025-03-11'],
  ['2A', '2025-03-11T02:00:00Z', '2025-03-11'],
  ['971', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['972', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['973', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['975', '2025-03-11T02:30:00Z', '2025-03-11'],
  ['975', '2025-03-11T01:30:00Z', '2025-03-10'],
  ['977', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['978', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['987', '2025-03-11T02:00:00Z', '2025-03-10'],
  ['974', '2025-03-11T20:00:00Z', '2025-03-12'],
  ['976', '2025-03-11T21:00:00Z', '2025-03-12'],
  ['986', '2025-03-11T20:00:00Z', '2025-03-12'],
  ['988', '2025-03-11T13:00:00Z', '2025-03-12'],
  ['59', '2025-03-11T20:00:00Z', '2025-03-11'],
])('dans le territoire %s, %s est du %s', (code, instant, jour) => {
  expect(jourDe(instant, fuseauDe(code))).toBe(jour)
})

test('PostgreSQL connaît chaque fuseau, et y compte les mêmes jours que le logiciel', async () => {
  for (const code of CODES) {
    const fuseau = fuseauDe(code)
    for (const instant of [
      '2025-01-15T03:30:00Z',
      '2025-07-15T03:30:00Z',
      '2025-07-15T12:30:00Z',
      '2025-12-31T20:30:00Z',
    ]) {
      const { rows } = await sql<{ jour: string }>`
        select (${instant}::timestamptz at time zone ${fuseau})::date as jour`.execute(essai.ctx().db)
      expect([code, rows[0]?.jour]).toEqual([code, jourDe(instant, fuseau)])
    }
  }
})
