import { expect, test } from 'vitest'
import { activite, composition, empechementAccompagnement, situationFamiliale } from './foyer.ts'

test.each([
  ['CEL', '2', 'célibataire'],
  ['VEU', '2', 'veuve'],
  ['VEU', '1', 'veuf'],
  ['ISO', '1', 'seul après une vie de couple'],
  ['???', '1', 'situation familiale inconnue'],
])('la situation %s (sexe %s) se dit « %s »', (code, sexe, attendu) => {
  expect(situationFamiliale(code, sexe)).toBe(attendu)
})

const membre = (role: string) => ({ role, dateNaissance: '2015-01-01' })
test.each([
  ['2', [], [], 'Seule, sans enfant au foyer'],
  ['1', [], [], 'Seul, sans enfant au foyer'],
  ['2', ['ENF', 'ENF'], [9, 4], 'Seule, 2 enfants (4 et 9 ans)'],
  ['1', ['CJT', 'ENF'], [1], 'En couple, 1 enfant (1 an)'],
  ['2', ['DEM', 'ENF', 'ENF', 'ENF'], [0, 3, 12], 'En couple, 3 enfants (0, 3 et 12 ans)'],
])('le foyer se résume (sexe %s, %j, %j)', (sexe, roles, ages, attendu) => {
  expect(composition(sexe, roles.map(membre), ages)).toBe(attendu)
})

test('l’activité déclarée se dit en mots, sans code', () => {
  expect([activite('SAC'), activite('CDI'), activite('XXX'), activite(null)]).toEqual([
    'sans activité',
    'en emploi',
    'autre situation',
    null,
  ])
})

test.each([
  [['DEM'], '1990-01-01', false, null],
  [['CJT'], '1990-01-01', false, null],
  [[], '1990-01-01', false, null],
  [['ENF'], '1990-01-01', false, 'personne-non-accompagnee'],
  [['ENF', 'DEM'], '1990-01-01', false, null],
  [['ENF'], '1990-01-01', true, null],
  [[], '2009-03-10', false, null],
  [[], '2009-03-11', false, 'moins-de-seize-ans'],
  [['DEM'], '2009-03-11', false, 'moins-de-seize-ans'],
  [['ENF'], '2009-03-11', false, 'personne-non-accompagnee'],
  [[], '2009-03-11', true, null],
])('qui s’accompagne le 10 mars 2025 (rôles %j, né le %s, suivi %s) : %s', (roles, dateNaissance, suivie, attendu) => {
  expect(empechementAccompagnement({ clos: false, roles, suivie, dateNaissance }, '2025-03-10')).toBe(attendu)
})

test('rien ne commence dans un dossier clos, même suivi', () => {
  const suivie = { roles: ['DEM'], suivie: true, dateNaissance: '1990-01-01' }
  expect(empechementAccompagnement({ ...suivie, clos: true }, '2025-03-10')).toBe('dossier-clos')
})
