import { describe, expect, test } from 'vitest'
import type { EtatFlux } from '../import.ts'
import { type Arrivee, type Manque, manquesAu, mensuelDe, quotidiensDe, type Regles, type Serie } from './calendrier.ts'
import { direManque, direMensuel } from './calendrier-phrases.ts'

const REGLES: Regles = { jourLimite: 10, quotidienJours: 3, territoire: '59' }
let serie = 0
const arrivee = (recuLe: string, reference: string | null = null, statut: Arrivee['statut'] = 'recu'): Arrivee => ({
  importId: '00000000-0000-7000-8000-000000000000',
  numero: ++serie,
  statut,
  recuLe,
  reference,
})
const mensuels = (...arrivees: Arrivee[]): Serie => ({
  genre: 'beneficiaires',
  organisme: 'CAF 591',
  rythme: 'mensuel',
  arrivees,
})
const quotidiens = (...jours: string[]): Serie => ({
  genre: 'beneficiaires',
  organisme: 'CAF 591',
  rythme: 'quotidien',
  arrivees: jours.map(j => arrivee(j, j)),
})

describe('le flux mensuel', () => {
  const decembre = arrivee('2025-01-03', '2024-12-31')
  const janvier = arrivee('2025-02-03', '2025-01-31')
  const mars = arrivee('2025-04-03', '2025-03-31')
  const refuse = arrivee('2025-03-04', '2025-02-28', 'refuse')
  test.each<[string, Serie, string, string, EtatFlux | null]>([
    ['arrivé', mensuels(decembre, janvier), '2025-01', '2025-02-05', 'recu'],
    ['pas encore arrivé, avant le dixième jour', mensuels(decembre, janvier), '2025-02', '2025-03-09', 'attendu'],
    ['le dixième jour compte', mensuels(decembre, janvier), '2025-02', '2025-03-10', 'attendu'],
    ['passé le dixième jour', mensuels(decembre, janvier), '2025-02', '2025-03-11', 'en-retard'],
    ['un mois sauté', mensuels(janvier, mars), '2025-02', '2025-04-05', 'manquant'],
    ['arrivé mais refusé', mensuels(janvier, refuse), '2025-02', '2025-03-20', 'refuse'],
    [
      'refusé puis reçu',
      mensuels(janvier, refuse, arrivee('2025-03-05', '2025-02-28')),
      '2025-02',
      '2025-03-20',
      'recu',
    ],
    [
      'reçu puis renvoyé et refusé',
      mensuels(janvier, arrivee('2025-03-03', '2025-02-28'), refuse),
      '2025-02',
      '2025-03-20',
      'recu',
    ],
    ['avant le premier jamais reçu', mensuels(janvier), '2024-12', '2025-02-05', null],
    ['quatre mois après le dernier', mensuels(janvier), '2025-05', '2025-06-20', 'en-retard'],
    ['plus de quatre mois après le dernier', mensuels(janvier), '2025-06', '2025-07-20', null],
    ['aucun', mensuels(), '2025-02', '2025-03-20', null],
    ['le premier, tenu', mensuels({ ...janvier, tenu: true }), '2025-02', '2025-03-20', null],
    ['le premier, refusé', mensuels(refuse), '2025-03', '2025-04-20', null],
    [
      'celui d’une caisse connue, tenu',
      mensuels(decembre, { ...janvier, tenu: true }),
      '2025-01',
      '2025-02-20',
      'recu',
    ],
    [
      'sans jour de référence : le mois d’avant sa réception',
      mensuels(arrivee('2025-03-04')),
      '2025-02',
      '2025-03-05',
      'recu',
    ],
  ])('%s', (_, s, mois, aujourdhui, etat) => {
    expect(mensuelDe(s, mois, REGLES, aujourdhui)?.etat ?? null).toBe(etat)
  })

  test('la limite suit le paramètre du territoire', () => {
    const lu = mensuelDe(mensuels(janvier), '2025-02', { ...REGLES, jourLimite: 28 }, '2025-03-20')
    expect(lu).toMatchObject({ limite: '2025-03-28', etat: 'attendu' })
  })
})

describe('le flux quotidien', () => {
  // March 2025 begins on a Saturday.
  const etats = (s: Serie, aujourdhui: string, mois = '2025-03') =>
    quotidiensDe(s, mois, REGLES, aujourdhui)
      .filter(j => j.etat)
      .map(j => `${j.jour.slice(8)} ${j.etat}`)
  test.each<[string, Serie, string, string[]]>([
    ['deux jours ouvrés sans fichier ne sont rien', quotidiens('2025-03-05'), '2025-03-10', ['05 recu']],
    [
      'trois jours ouvrés sans fichier, sans compter aujourd’hui ni le week-end',
      quotidiens('2025-03-05'),
      '2025-03-11',
      ['05 recu', '06 en-retard', '07 en-retard', '10 en-retard'],
    ],
    [
      'il revient : les jours sautés le restent',
      quotidiens('2025-03-05', '2025-03-11'),
      '2025-03-12',
      ['05 recu', '06 manquant', '07 manquant', '10 manquant', '11 recu'],
    ],
    ['sans nouvelles depuis un mois, il n’est plus attendu', quotidiens('2025-03-05'), '2025-04-06', ['05 recu']],
  ])('%s', (_, s, aujourdhui, attendus) => {
    expect(etats(s, aujourdhui)).toEqual(attendus)
  })
  test('un jour férié n’est pas un jour ouvré', () => {
    // Friday 18, Monday 21 April (Easter), Tuesday 22, Wednesday 23.
    expect(etats(quotidiens('2025-04-17'), '2025-04-23', '2025-04')).toEqual(['17 recu'])
    expect(etats(quotidiens('2025-04-17'), '2025-04-24', '2025-04')).toEqual([
      '17 recu',
      '18 en-retard',
      '22 en-retard',
      '23 en-retard',
    ])
  })
  test('des fichiers arrivés tous le même jour couvrent les jours dont ils parlent', () => {
    const groupes = { ...quotidiens('2025-03-05') }
    groupes.arrivees = [
      ...groupes.arrivees,
      ...['2025-03-06', '2025-03-07', '2025-03-10'].map(j => arrivee('2025-03-11', j)),
    ]
    expect(etats(groupes, '2025-03-12')).toEqual(['05 recu', '11 recu'])
  })
})

test('ce qui manque un jour donné, avec un nom qui ne change pas d’un jour à l’autre', () => {
  const series = [mensuels(arrivee('2025-02-03', '2025-01-31')), quotidiens('2025-03-05')]
  const manques = manquesAu(series, REGLES, '2025-03-11')
  expect(manques).toMatchObject([
    { rythme: 'mensuel', occurrence: '2025-02-01', depuis: '2025-03-11', etat: 'en-retard' },
    { rythme: 'quotidien', occurrence: '2025-03-06', depuis: '2025-03-10', jours: 3 },
  ])
  const noms = (m: Manque) => [m.rythme, m.occurrence, m.depuis]
  expect(manquesAu(series, REGLES, '2025-03-14').map(noms)).toEqual(manques.map(noms))
  expect(manques.map(m => direManque(m, REGLES, '2025-03-11').replaceAll('\u00a0', ' '))).toEqual([
    'Le flux mensuel de la CAF 591 de février n’est pas arrivé : attendu le 10 mars au plus tard',
    'Le flux quotidien de la CAF 591 n’est pas arrivé depuis 3 jours ouvrés',
  ])
})

test('un flux sans organisme, et d’un mois qui commence par une voyelle', () => {
  const creances: Serie = { ...mensuels(arrivee('2025-04-04', '2025-03-31')), genre: 'creances', organisme: null }
  const lu = mensuelDe(creances, '2025-04', REGLES, '2025-05-20')
  expect(direMensuel(creances, lu!, REGLES, '2025-05-20').replaceAll('\u00a0', ' ')).toBe(
    'Le flux créances d’avril n’est pas arrivé : attendu le 10 mai au plus tard.',
  )
})
