import { describe, expect, test } from 'vitest'
import { jourSansAnnee, lireDatePartielle, lireJourEcrit, lireMoisEcrit, type Sens } from './date-ecrite.ts'

const LE = '2025-03-03'
const lu = (texte: string, sens?: Sens) => lireJourEcrit(texte, sens && { aujourdhui: LE, sens })?.jour

describe('un jour écrit en chiffres', () => {
  test.each([
    ['1985-04-25', '1985-04-25'],
    ['1985/4/25', '1985-04-25'],
    ['25/04/1985', '1985-04-25'],
    ['5/4/1985', '1985-04-05'],
    ['25-04-1985', '1985-04-25'],
    ['25.04.1985', '1985-04-25'],
    ['25 04 1985', '1985-04-25'],
    ['25041985', '1985-04-25'],
    ['19850425', '1985-04-25'],
    // Eight figures that could be either way: only one of them is a day.
    ['20101985', '1985-10-20'],
    ['18101910', '1910-10-18'],
    ['1985-04-25T00:00:00Z', '1985-04-25'],
    ['1985-04-25T00:00:00.000+02:00', '1985-04-25'],
    ['1985-04-25+02:00', '1985-04-25'],
    ['25/04/1985 00:00', '1985-04-25'],
    ['29/02/1984', '1984-02-29'],
    ['29/02/1985', null],
    ['31/02/1985', null],
    ['04/25/1985', null],
    ['12/05/0071', null],
    ['00/01/1985', null],
    ['avril 1985', undefined],
    ['1985', undefined],
    ['', undefined],
  ])('« %s » donne %s', (texte, attendu) => expect(lu(texte)).toBe(attendu))
})

describe('une année sur deux chiffres', () => {
  test.each<[string, Sens | undefined, string | undefined]>([
    ['25/04/85', 'passe', '1985-04-25'],
    ['25/04/12', 'passe', '2012-04-25'],
    ['03/03/25', 'passe', '2025-03-03'],
    ['04/03/25', 'passe', '1925-03-04'],
    ['12/12/25', 'passe', '1925-12-12'],
    ['010100', 'passe', '2000-01-01'],
    ['29/02/00', 'passe', '2000-02-29'],
    ['04/03/25', 'futur', '2025-03-04'],
    ['03/03/26', 'futur', '2026-03-03'],
    ['04/03/25', undefined, undefined],
  ])('« %s », vers le %s, donne %s', (texte, sens, attendu) => expect(lu(texte, sens)).toBe(attendu))

  test('se signale', () => {
    expect(lireJourEcrit('25/04/85', { aujourdhui: LE, sens: 'passe' })?.court).toBe(true)
    expect(lireJourEcrit('25/04/1985', { aujourdhui: LE, sens: 'passe' })?.court).toBe(false)
  })
})

test.each<[number, number, Sens, string]>([
  [3, 12, 'futur', '2025-03-12'],
  [3, 3, 'futur', '2025-03-03'],
  [3, 2, 'futur', '2026-03-02'],
  [3, 12, 'passe', '2024-03-12'],
  [3, 3, 'passe', '2025-03-03'],
  [2, 29, 'passe', '2024-02-29'],
])('le mois %i, le jour %i, vers le %s : le plus proche, %s', (mois, quantieme, sens, attendu) => {
  expect(jourSansAnnee(mois, quantieme, { aujourdhui: LE, sens })).toBe(attendu)
})

test.each([
  ['2020', '2020'],
  ['2020-03', '2020-03'],
  ['202003', '2020-03'],
  ['2020-03-', '2020-03'],
  ['2020-03-09', '2020-03-09'],
  ['09/03/2020', '2020-03-09'],
  ['2020-13', null],
  ['20', null],
])('la date partielle « %s » donne %s', (texte, attendu) => expect(lireDatePartielle(texte)).toBe(attendu))

test.each([
  ['2025-03', '2025-03'],
  ['202503', '2025-03'],
  ['03/2025', '2025-03'],
  ['2025-03-01', '2025-03'],
  ['2025-13', null],
])('le mois « %s » donne %s', (texte, attendu) => expect(lireMoisEcrit(texte)).toBe(attendu))
