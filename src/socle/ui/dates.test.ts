import { describe, expect, test } from 'vitest'
import {
  age,
  ajouterJours,
  aujourdhui,
  coupable,
  dateCourte,
  dateEtHeure,
  dateLongue,
  dateProche,
  ecart,
  heure,
  joursEntre,
  moisAnnee,
  montant,
  nombre,
  pluriel,
  pourcentage,
  telephone,
} from './dates.ts'

/** No-break spaces are shown as « _ » and narrow ones as « · » so that the expected texts can be read. */
const montrer = (texte: string) => texte.replaceAll('\u00a0', '_').replaceAll('\u202f', '·')

const PARIS = 'Europe/Paris'

describe('écrire une date', () => {
  test.each([
    [dateLongue('2025-03-03'), 'lundi_3_mars_2025'],
    [dateLongue('2025-08-01'), 'vendredi_1er_août_2025'],
    [dateProche('2025-03-17'), 'lundi_17_mars'],
    [dateCourte('2025-03-03', '2025-06-01'), '3_mars'],
    [dateCourte('2024-03-01', '2025-06-01'), '1er_mars_2024'],
    [moisAnnee('2021-03-15'), 'mars_2021'],
    [moisAnnee('2021-03'), 'mars_2021'],
    [dateEtHeure('2025-03-11T08:30:00Z', PARIS), 'mardi_11_mars_2025 à_9_h_30'],
    [heure('09:30'), '9_h_30'],
    [dateEtHeure('2025-03-11T02:30:00Z', 'America/Martinique'), 'lundi_10_mars_2025 à_22_h_30'],
    [heure('14:00:00'), '14_h'],
    [heure('2025-07-11T12:05:00Z', PARIS), '14_h_05'],
  ])('%s', (obtenu, attendu) => expect(montrer(obtenu)).toBe(attendu))

  test('un instant tard le soir à Paris appartient au jour de Paris, été comme hiver', () => {
    expect(aujourdhui(new Date('2025-03-03T23:30:00Z'), PARIS)).toBe('2025-03-04')
    expect(aujourdhui(new Date('2025-07-03T22:30:00Z'), PARIS)).toBe('2025-07-04')
    expect(aujourdhui(new Date('2025-07-03T21:30:00Z'), PARIS)).toBe('2025-07-03')
  })
})

describe('dire un écart', () => {
  const ref = '2025-03-10'
  test.each([
    ['2025-03-10', 'aujourd’hui'],
    ['2025-03-11', 'demain'],
    ['2025-03-09', 'hier'],
    ['2025-03-16', 'dans 6_jours'],
    ['2025-03-06', 'il y_a_4_jours'],
    ['2025-09-10', 'dans 6_mois'],
    ['2021-03-10', 'il y_a_4_ans'],
  ])('%s : %s', (jour, attendu) => expect(montrer(ecart(jour, ref)).replace('dans_', 'dans ')).toBe(attendu))

  test('le changement d’heure ne fait ni gagner ni perdre un jour', () => {
    expect(joursEntre('2025-03-29', '2025-03-31')).toBe(2)
    expect(ajouterJours('2025-10-25', 2)).toBe('2025-10-27')
  })

  test('l’âge change le jour de l’anniversaire', () => {
    expect(age('1984-03-11', ref)).toBe(40)
    expect(age('1984-03-10', ref)).toBe(41)
    expect(age('2004-02-29', '2025-02-28')).toBe(20)
  })
})

describe('écrire un nombre', () => {
  test.each([
    [nombre(3050), '3·050'],
    [nombre(3.46, 1), '3,5'],
    [montant(13_500_000), '135·000_€'],
    [montant(150), '1,50_€'],
    [pourcentage(7240), '72,4_%'],
    [pluriel(0, 'personne'), '0_personne'],
    [pluriel(1, 'personne'), '1_personne'],
    [pluriel(2300, 'personne'), '2·300_personnes'],
    [pluriel(2, 'rendez-vous', 'rendez-vous'), '2_rendez-vous'],
    [telephone('0199001234'), '01_99_00_12_34'],
    [telephone('+33 6 39 98 12 34'), '06_39_98_12_34'],
    [telephone('+32 2 123'), '+32 2 123'],
  ])('%s', (obtenu, attendu) => expect(montrer(obtenu)).toBe(attendu))
})

test('un message se coupe aux espaces de ses dates, jamais avant un signe ni dans des guillemets', () => {
  const message =
    'Rendez-vous pris\u00a0: mercredi\u00a09\u00a0décembre à 11\u00a0h\u00a015, «\u00a0Bilan\u00a0», 35\u00a0%'
  expect(coupable(message)).toBe(
    'Rendez-vous pris\u00a0: mercredi 9 décembre à 11 h 15, «\u00a0Bilan\u00a0», 35\u00a0%',
  )
})
