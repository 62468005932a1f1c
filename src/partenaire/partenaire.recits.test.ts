import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test('une clé donnée, puis révoquée', () => {
  expect(
    dire('cle-donnee', null, { nom: 'Logiciel de paie', droits: ['import.deposer:personnes', 'ancien.droit'] }),
  ).toEqual(['Clé donnée', 'Logiciel de paie · dépose : Liste de personnes'])
  expect(dire('cle-revoquee', null, { nom: 'Logiciel de paie' })).toEqual([
    'Clé révoquée',
    'Ses appels sont refusés depuis.',
  ])
})
