import { describe, expect, test } from 'vitest'
import { cleNir, lireNirEcrit, memeNirSuivi } from './nir.ts'

const CORSE = '170052A999123'

describe('un NIR écrit', () => {
  test.each([
    ['2850499999001', '2850499999001'],
    [' 2 85 04 99 999 001 ', '2850499999001'],
    ['2-85.04_99 999\u00a0001', '2850499999001'],
    [`2850499999001${cleNir('2850499999001')}`, '2850499999001'],
    [`1 70 05 2A 999 123 ${cleNir(CORSE)}`, CORSE],
    ['170052b999123', '170052B999123'],
    ['3 85 04 99 999 001', '3850499999001'],
    ['7 85 04 99 999 001', '7850499999001'],
    ['2 85 20 59 999 001', '2852059999001'],
    ['2 85 42 59 999 001', '2854259999001'],
    ['2 85 99 59 999 001', '2859959999001'],
  ])('« %s » est lu %s', (saisie, nir) => expect(lireNirEcrit(saisie)).toEqual({ nir }))

  test.each([
    ['2 85 04 99 999 001 00', /clé/],
    [`${CORSE}01`, /clé/],
    ['285049999900', /celui-ci en a 12/],
    ['28504999990011', /celui-ci en a 14/],
    ['', /celui-ci en a 0/],
    ['5850499999001', /impossible/],
    ['9850499999001', /impossible/],
    ['2850099999001', /impossible/],
    ['2851399999001', /impossible/],
    ['2854399999001', /impossible/],
    ['28504999990A1', /impossible/],
    ['170051A999123', /impossible/],
    ['0000000000000', /impossible/],
    ['9999999999999', /impossible/],
    ['1000000000000', /impossible/],
    ['2999999999999', /impossible/],
  ])('« %s » n’en est pas un, et la raison ne le redit pas', (saisie, refus) => {
    const lu = lireNirEcrit(saisie)
    expect(lu).toMatchObject({ refus: expect.stringMatching(refus) })
    if (saisie) expect(JSON.stringify(lu)).not.toContain(saisie)
  })
})

test('la clé est celle de l’INSEE ; celle d’un NIR corse se calcule sans la lettre', () => {
  expect(cleNir('2550814168025')).toBe('38')
  expect(cleNir('170052A999123')).toBe(cleNir('1700519999123'))
  expect(cleNir('170052B999123')).toBe(cleNir('1700518999123'))
})

test('un numéro provisoire devenu définitif est le même', () => {
  expect(memeNirSuivi('7850499999001', '1850499999001')).toBe(true)
  expect(memeNirSuivi('1850499999001', '2850499999001')).toBe(false)
})
