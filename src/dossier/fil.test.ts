import { expect, test } from 'vitest'
import { filDuParcours, type SituationDuFil } from './fil.ts'

const situation = (plus: Partial<SituationDuFil> = {}): SituationDuFil => ({
  sexe: '2',
  entree: { recuLe: '2025-03-03', enCours: true },
  convoqueLe: null,
  diagnosticLe: null,
  orienteLe: null,
  notifieLe: null,
  echeanceConvocation: '2025-03-17',
  echeanceOrientation: '2025-03-17',
  sortie: false,
  ...plus,
})
const dit = (s: SituationDuFil) => filDuParcours(s).map(e => `${e.titre} ${e.etat} ${e.le ?? e.avant ?? ''}`.trim())

test('une entrée du jour attend sa convocation, et la date limite est dite', () => {
  expect(dit(situation())).toEqual([
    'Entrée fait 2025-03-03',
    'Convocation en-cours 2025-03-17',
    'Diagnostic a-venir',
    'Orientation a-venir 2025-03-17',
    'Notification a-venir 2025-03-17',
  ])
})

test('une personne orientée sans convocation n’a plus à être convoquée : la suite est la notification', () => {
  expect(dit(situation({ orienteLe: '2025-03-11' }))).toEqual([
    'Entrée fait 2025-03-03',
    'Orientée fait 2025-03-11',
    'Notification en-cours 2025-03-17',
    'Diagnostic a-venir',
  ])
})

test('un suivi repris déjà orienté : ce qui est fait d’abord, ce qui reste ensuite', () => {
  const repris = situation({ entree: null, orienteLe: '2024-06-15', notifieLe: '2024-06-15' })
  expect(dit(repris)).toEqual([
    'Connue avant Filrouge fait',
    'Orientée fait 2024-06-15',
    'Prévenue fait 2024-06-15',
    'Diagnostic a-venir',
  ])
})

test('tout fait : plus rien n’est en cours', () => {
  const fait = situation({
    sexe: '1',
    entree: { recuLe: '2025-03-03', enCours: false },
    convoqueLe: '2025-03-04',
    diagnosticLe: '2025-03-11',
    orienteLe: '2025-03-12',
    notifieLe: '2025-03-12',
  })
  expect(filDuParcours(fait).every(e => e.etat === 'fait')).toBe(true)
  expect(dit(fait)[3]).toBe('Orienté fait 2025-03-12')
})

test('une personne du stock n’a ni date d’entrée ni délai', () => {
  expect(dit(situation({ entree: null }))).toEqual([
    'Connue avant Filrouge fait',
    'Convocation en-cours',
    'Diagnostic a-venir',
    'Orientation a-venir',
    'Notification a-venir',
  ])
})

test('d’une personne sortie ne reste que ce qui a été fait : plus rien n’est à venir', () => {
  const sortie = { entree: { recuLe: '2025-03-03', enCours: false }, sortie: true, convoqueLe: '2025-03-10' }
  expect(dit(situation(sortie))).toEqual(['Entrée fait 2025-03-03', 'Convoquée fait 2025-03-10'])
})
