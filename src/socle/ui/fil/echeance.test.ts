import { expect, test } from 'vitest'
import { direEcheance } from './echeance.ts'

const lisible = (texte: string) => texte.replaceAll('\u00a0', ' ')

test.each([
  ['2025-03-16', undefined, 'waiting', 'à orienter, encore 6 jours'],
  ['2025-03-13', undefined, 'soon', 'à orienter, encore 3 jours'],
  ['2025-03-11', undefined, 'soon', 'à orienter d’ici demain'],
  ['2025-03-10', undefined, 'soon', 'à orienter aujourd’hui'],
  ['2025-03-09', undefined, 'late', 'à orienter, en retard de 1 jour'],
  ['2025-03-08', undefined, 'late', 'à orienter, en retard de 2 jours'],
  ['2025-03-16', '2025-03-03', 'done', 'orientée le 3 mars'],
  ['2025-03-01', '2025-03-03', 'done', 'orientée le 3 mars, 2 jours après le délai'],
])('pour le %s, fait %s : %s, « %s »', (pour, fait, ton, texte) => {
  const dit = direEcheance({ quoi: 'à orienter', pour, fait, aujourdhui: '2025-03-10', faitMot: 'orientée' })
  expect(dit.ton).toBe(ton)
  expect(lisible(dit.texte)).toBe(texte)
})

test('sans sujet, l’échéance se suffit', () => {
  expect(direEcheance({ pour: '2025-03-10', aujourdhui: '2025-03-10' }).texte).toBe('aujourd’hui')
})
