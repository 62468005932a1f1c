import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'ppae',
    null,
    { signeLe: '2024-05-31', dernierEntretienLe: '2025-01' },
    'PPAE signé le 31 mai 2024 à France Travail',
    'Dernier entretien en janvier 2025',
  ],
  ['ppae', null, { signeLe: '2020' }, 'PPAE signé en 2020 à France Travail', null],
  [
    'suivi-france-travail',
    null,
    { referent: 'Awa ESSAI', structure: 'Agence des essais' },
    'Suivi à France Travail : Awa ESSAI',
    'Agence des essais',
  ],
  [
    'referent',
    null,
    { referent: { nom: 'DIALLO', prenom: 'Awa' }, structure: 'UTPAS' },
    'Référent désigné : Awa DIALLO',
    'UTPAS',
  ],
  [
    'referent',
    { referent: 'Luc PETIT' },
    { referent: 'Awa DIALLO' },
    'Nouveau référent : Awa DIALLO',
    'après Luc PETIT',
  ],
  ['fin-de-binome', { second: 'Luc PETIT' }, null, 'Fin du binôme : Luc PETIT', null],
  ['referent', { referent: 'Luc PETIT' }, null, 'Fin de l’accompagnement', 'après Luc PETIT'],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
