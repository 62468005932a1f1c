import { expect, test } from 'vitest'
import { creneauxLibres } from './creneaux-libres.ts'

const jours = (creneaux: string[]) => creneaux.map(c => c.slice(5))

test('une journée vide propose quatre créneaux de 45 minutes le matin et quatre l’après-midi', () => {
  const libres = creneauxLibres({ depuis: '2025-03-10T08:00', dureeMinutes: 45, nombre: 8, occupations: [] })
  expect(jours(libres)).toEqual([
    '03-10T09:00',
    '03-10T09:45',
    '03-10T10:30',
    '03-10T11:15',
    '03-10T13:30',
    '03-10T14:15',
    '03-10T15:00',
    '03-10T15:45',
  ])
})

test('un rendez-vous pris décale la suite au quart d’heure suivant', () => {
  const occupations = [{ debut: '2025-03-10T09:30', fin: '2025-03-10T10:10', collectif: false }]
  const libres = creneauxLibres({ depuis: '2025-03-10T08:00', dureeMinutes: 45, nombre: 3, occupations })
  expect(jours(libres)).toEqual(['03-10T10:15', '03-10T11:00', '03-10T13:30'])
})

test('le vendredi soir, la suite est lundi ; le 1er mai est sauté', () => {
  const vendredi = creneauxLibres({ depuis: '2025-03-14T16:50', dureeMinutes: 45, nombre: 1, occupations: [] })
  expect(vendredi).toEqual(['2025-03-17T09:00'])
  const mai = creneauxLibres({ depuis: '2025-04-30T17:00', dureeMinutes: 45, nombre: 1, occupations: [] })
  expect(mai).toEqual(['2025-05-02T09:00'])
})

test('un agent pris sans cesse ne fait pas chercher sans fin', () => {
  const occupations = [{ debut: '2025-01-01T00:00', fin: '2026-12-31T23:59', collectif: false }]
  expect(creneauxLibres({ depuis: '2025-03-10T08:00', dureeMinutes: 45, nombre: 3, occupations })).toEqual([])
})
