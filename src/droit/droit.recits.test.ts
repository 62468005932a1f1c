import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'entree',
    null,
    { motif: 'premiere-demande', recuLe: '2025-03-03' },
    'Entrée : première demande',
    'Reçu de la CAF ou de la MSA le 3 mars',
  ],
  ['entree', null, {}, 'Entrée dans le parcours', null],
  ['mise-en-veille', null, null, 'Suivi mis en veille', 'S’il y a un référent, il reste le même au retour.'],
  [
    'mise-en-veille',
    null,
    { motif: 'suspension' },
    'Droit suspendu',
    'S’il y a un référent, il reste le même au retour.',
  ],
  ['sortie', null, { motif: 'radiation' }, 'Sortie du RSA', 'Le droit est clos.'],
  ['sortie', null, { motif: 'inconnu' }, 'Sortie du RSA', null],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
