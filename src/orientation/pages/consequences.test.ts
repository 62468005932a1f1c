import { expect, test } from 'vitest'
import { consequences } from './consequences.ts'

const CHOIX = {
  structure: 'Maison de l’insertion',
  referent: { nom: 'Lise NAVETTE', suivis: 31, plafond: 50 },
  notification: { mode: 'courrier' as const, le: '2025-03-11' },
  aujourdhui: '2025-03-12',
  delai: { recuLe: '2025-03-03', sur: 15, orienteLe: null },
  enCours: null,
}
const sansInsecable = (phrases: string[]) => phrases.map(p => p.replaceAll('\u00a0', ' '))

test('avant de confirmer, on sait qui suivra, avec quelle charge, la lettre et le délai', () => {
  expect(sansInsecable(consequences(CHOIX))).toEqual([
    'Lise NAVETTE sera le référent unique : 32 personnes suivies sur 50.',
    'La lettre sera éditée, notifiée le 11 mars (courrier).',
    'Le délai s’arrêtera : orienté le 11 mars, jour 9 sur 15.',
  ])
})

test('un plafond dépassé se dit', () => {
  const [premiere] = consequences({ ...CHOIX, referent: { nom: 'Lise NAVETTE', suivis: 52, plafond: 50 } })
  expect(premiere?.replaceAll('\u00a0', ' ')).toBe(
    'Lise NAVETTE sera le référent unique : 53 personnes suivies sur 50, dépassement de 3.',
  )
})

test('sans référent ni notification, le délai continue, et c’est dit', () => {
  expect(consequences({ ...CHOIX, referent: null, notification: null })).toEqual([
    'Maison de l’insertion devra désigner le référent unique.',
    'La personne ne sera pas notifiée tout de suite.',
    'Le délai d’orientation continue de courir.',
  ])
})

test('réorienter dit ce qui se clôt et qui ne suit plus la personne', () => {
  const phrases = consequences({ ...CHOIX, delai: null, enCours: { referent: 'Marc ROUET' } }, true)
  expect(phrases[0]).toBe('L’orientation précédente est close.')
  expect(phrases).toContain('Marc ROUET ne suit plus la personne.')
})
