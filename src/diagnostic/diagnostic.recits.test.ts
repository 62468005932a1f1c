import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'donnees-socio-pro',
    null,
    { source: 'CAF', le: '2025-03-07' },
    'Données socio-professionnelles reçues de la CAF',
    'Déclarées le 7 mars',
  ],
  ['donnees-socio-pro', null, {}, 'Données socio-professionnelles reçues de la CAF ou de la MSA', null],
  ['diagnostic', null, { version: 1, conjoint: true }, 'Diagnostic établi', 'Avec France Travail'],
  ['diagnostic', null, { version: 3 }, 'Diagnostic mis à jour (version 3)', null],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
