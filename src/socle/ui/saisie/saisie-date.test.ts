import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ajouterJours, dateChiffres, dateLongue } from '../dates.ts'
import { lireDate, lireHeure } from './saisie-date.ts'

const LUNDI = '2025-03-03'

describe('lire une date tapée librement', () => {
  test.each([
    ['3/3/25', '2025-03-03'],
    ['03032025', '2025-03-03'],
    ['030325', '2025-03-03'],
    ['3.3.2025', '2025-03-03'],
    ['3-3-2025', '2025-03-03'],
    ['2025-03-03', '2025-03-03'],
    ['3 mars 2025', '2025-03-03'],
    ['lundi 3 mars 2025', '2025-03-03'],
    ['1er août', '2025-08-01'],
    ['15 févr.', '2026-02-15'],
    ['12/3', '2025-03-12'],
    ['2/3', '2026-03-02'],
    ['lundi', '2025-03-03'],
    ['lundi prochain', '2025-03-10'],
    ['Mercredi', '2025-03-05'],
    ['dim', '2025-03-09'],
    ['aujourd’hui', '2025-03-03'],
    ['demain', '2025-03-04'],
    ['après-demain', '2025-03-05'],
    ['hier', '2025-03-02'],
    ['dans 3 jours', '2025-03-06'],
    ['dans deux semaines', '2025-03-17'],
    ['dans un mois', '2025-04-03'],
    ['il y a 4 jours', '2025-02-27'],
  ])('« %s » donne %s', (saisie, attendu) => expect(lireDate(saisie, LUNDI)).toBe(attendu))

  test.each([
    ['12/5/71', '1971-05-12'],
    ['12/3', '2024-03-12'],
    ['vendredi', '2025-02-28'],
    ['lundi', '2025-03-03'],
    ['lundi dernier', '2025-02-24'],
    ['3/3/25', '2025-03-03'],
  ])('vers le passé, « %s » donne %s', (saisie, attendu) => expect(lireDate(saisie, LUNDI, 'passe')).toBe(attendu))

  test('« dans un mois » tombe le dernier jour d’un mois plus court', () => {
    expect(lireDate('dans un mois', '2025-01-31')).toBe('2025-02-28')
  })

  test.each(['31/2/2025', '32/1/2025', '12/13/2025', 'bientôt', '', 'dans jours', '29/02/2025'])(
    '« %s » n’est pas une date',
    saisie => expect(lireDate(saisie, LUNDI)).toBeNull(),
  )

  test('toute date écrite par Filrouge est relue à l’identique', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 20_000 }), n => {
        const jour = ajouterJours('2025-01-01', n)
        expect(lireDate(dateLongue(jour), LUNDI)).toBe(jour)
        expect(lireDate(dateChiffres(jour), LUNDI)).toBe(jour)
      }),
    )
  })
})

describe('lire une heure', () => {
  test.each([
    ['9h30', '09:30'],
    ['9:30', '09:30'],
    ['9 h 30', '09:30'],
    ['9h', '09:00'],
    ['14', '14:00'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['midi', '12:00'],
  ])('« %s » donne %s', (saisie, attendu) => expect(lireHeure(saisie)).toBe(attendu))
  test.each(['24h', '25h', '9h60', '9h75', 'tôt', ''])('« %s » n’est pas une heure', saisie =>
    expect(lireHeure(saisie)).toBeNull(),
  )
})
