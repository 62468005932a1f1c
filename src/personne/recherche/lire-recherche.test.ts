import { expect, test } from 'vitest'
import { plages } from './lire-recherche.ts'

const dans = (nom: string, mots: string[]) => plages(mots).some(([bas, haut]) => nom >= bas && nom < haut)

test.each([
  ['CAS|DJAMILA', ['CAS'], true],
  ['CASTEL|BRUNO', ['CAS'], true],
  ['CAS DUPONT|LEA', ['CAS'], true],
  ['CAS|DJAMILA', ['DJAMILA', 'CAS'], true],
  ['CAS|DJAMILA', ['CAS', 'DJ'], true],
  ['CAS|DJAMILA', ['DJ', 'CAS'], true],
  ['LE GALL|JEAN PIERRE', ['LE', 'GALL', 'JEAN'], true],
  ['LE GALL|JEAN PIERRE', ['JEAN', 'PIERRE', 'LE', 'GALL'], true],
  ['CASTEL|BRUNO', ['CAS', 'BRUNO'], false],
])('%s commence comme %o : %s', (nom, mots, attendu) => {
  expect(dans(nom, mots)).toBe(attendu)
})
