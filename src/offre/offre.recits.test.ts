import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

const regie = { nom: 'Régie', organisme: 'delegataire', dominantes: ['remobilisation'], publics: [], communes: null }

test.each<[string, unknown, unknown, string, string | null]>([
  ['structure-creee', null, regie, 'Structure créée', 'Régie · Délégataire · parcours : remobilisation'],
  ['structure-creee', null, { nom: 'Régie', aCompleter: true }, 'Connue par une liste, à compléter', 'Régie'],
  [
    'structure-modifiee',
    regie,
    { ...regie, nom: 'Régie de la Navette', dominantes: ['emploi', 'remobilisation'], communes: ['59599'] },
    'Description modifiée',
    'Nom : Régie de la Navette (avant : Régie) · Parcours : emploi et remobilisation (avant : remobilisation) · Communes servies : 1 commune (avant : tout le territoire)',
  ],
  [
    'structure-modifiee',
    { ...regie, publics: ['jeune'], capacite: 12 },
    { ...regie, capacite: null },
    'Description modifiée',
    'Publics : aucun (avant : jeunes de moins de 26 ans) · Capacité : non dite (avant : 12 personnes)',
  ],
  ['structure-modifiee', regie, regie, 'Description relue', null],
  [
    'antenne-creee',
    null,
    { antenneId: 'a', nom: 'Quai', adresse: '1 rue du Fil' },
    'Antenne ajoutée',
    'Quai · 1 rue du Fil',
  ],
  [
    'antenne-modifiee',
    { antenneId: 'a', nom: 'Quai', codeInsee: null },
    { antenneId: 'a', nom: 'Quai', codeInsee: '59599' },
    'Antenne modifiée : Quai',
    'Code INSEE : 59599',
  ],
  ['antenne-fermee', null, { antenneId: 'a', nom: 'Quai', fermeeLe: '2025-03-10' }, 'Antenne fermée', 'Quai'],
  ['equipe-creee', null, { equipeId: 'e', nom: 'Trame', antenne: 'Quai' }, 'Équipe ajoutée', 'Trame · Quai'],
  [
    'equipe-modifiee',
    { equipeId: 'e', nom: 'Trame', antenne: 'Quai' },
    { equipeId: 'e', nom: 'Chaîne', antenne: null },
    'Équipe modifiée : Chaîne',
    'Nom : Chaîne (avant : Trame) · Lieu : aucun (avant : Quai)',
  ],
  ['equipe-fermee', null, { equipeId: 'e', nom: 'Trame', fermeeLe: '2025-03-10' }, 'Équipe fermée', 'Trame'],
  ['structure-fermee', null, { fermeeLe: '2025-03-10' }, 'Structure fermée', 'On n’y oriente plus personne.'],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
