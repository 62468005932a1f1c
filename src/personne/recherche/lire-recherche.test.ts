import { expect, test } from 'vitest'
import { lireRecherche, plages } from './lire-recherche.ts'

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

test.each([
  ['cas 12/04/85', '1985-04-12'],
  ['cas 04/03/25', '1925-03-04'],
  ['03/03/25', '2025-03-03'],
  ['12041985 ', '1985-04-12'],
  ['cas 12 avril 1985', '1985-04-12'],
  ['1er févr. 1985 cas', '1985-02-01'],
  ['cas 31/02/1985', null],
])('« %s » cherche la naissance %s', (saisie, naissance) => {
  const lue = lireRecherche(saisie, '2025-03-03')
  expect(lue.genre === 'nom' ? lue.naissance : undefined).toBe(naissance)
})

test.each([
  ['AIGUILLE-995', 'nom'],
  ['TISSAGE-2', 'nom'],
  ['05900000077', 'numero'],
  ['1234567A', 'numero'],
  ['3f2b8c1e-0d4a-4b8e-9a51-1c2d3e4f5a6b', 'numero'],
  ['lea.essai@', 'courriel'],
])('« %s » se cherche comme : %s', (saisie, genre) => {
  expect(lireRecherche(saisie, '2025-03-03').genre).toBe(genre)
})
