import { expect, test } from 'vitest'
import { arriveeDuCourrier, tropProche } from './lettre-a-temps.ts'

test.each([
  ['lundi', '2026-11-16', '2026-11-19'],
  ['mardi', '2026-11-17', '2026-11-20'],
  ['mercredi', '2026-11-18', '2026-11-23'],
  ['vendredi', '2026-11-20', '2026-11-25'],
  ['samedi', '2026-11-21', '2026-11-25'],
  ['dimanche', '2026-11-22', '2026-11-25'],
])('postée un %s, une lettre met trois jours ouvrés', (_, posteeLe, arrivee) => {
  expect(arriveeDuCourrier(posteeLe)).toBe(arrivee)
})

test('postée le vendredi, elle n’arrive pas avant le lundi 11 h', () => {
  expect(tropProche('2026-11-20', '2026-11-23T11:00')).toBe(true)
  expect(tropProche('2026-11-20', '2026-11-25T11:00')).toBe(false)
})
