import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'import-annule',
    null,
    { import: 12, fichier: 'flux-de-mars.xml' },
    'Import annulé',
    'n° 12 · flux-de-mars.xml · Ce qu’il avait changé ici est redevenu comme avant.',
  ],
  ['import-annule', null, null, 'Import annulé', 'Ce qu’il avait changé ici est redevenu comme avant.'],
  [
    'import-depose',
    null,
    { fichier: 'regies.csv', taille: 10, recuLe: '2025-03-07', genre: 'structures' },
    'Fichier déposé',
    'regies.csv · Liste de structures · reçu le 7 mars',
  ],
  ['import-demande', null, { simulation: true, force: false }, 'Simulation demandée', null],
  [
    'import-demande',
    null,
    { simulation: false, force: true },
    'Application demandée',
    'Bien que plus ancien que le dernier flux.',
  ],
  ['import-applique', null, { import: 3, resume: 'Liste de 3 structures' }, 'Import appliqué', 'Liste de 3 structures'],
  [
    'import-defait',
    null,
    { import: 3, fichier: 'regies.csv' },
    'Import annulé',
    'regies.csv · Ce qu’il avait changé est redevenu comme avant.',
  ],
  ['import-rejoue', null, { origineId: 'x' }, 'Fichier repris d’un import précédent', null],
  ['import-retire', { fichier: 'regies.csv' }, null, 'Fichier retiré, sans avoir rien changé', 'regies.csv'],
  [
    'colonnes-choisies',
    null,
    { genre: 'structures', champs: ['nom', 'siret'] },
    'Colonnes choisies',
    'Liste de structures · 2 colonnes',
  ],
  [
    'ligne-decidee',
    null,
    { import: 5, fichier: 'liste.csv', ligne: 12, decision: 'connue' },
    'Ligne d’un fichier reconnue',
    'Import n° 5 · liste.csv, ligne 12 · c’est cette personne',
  ],
  [
    'ligne-tranchee',
    null,
    { ligne: 2, decision: 'cote', raison: 'fausse' },
    'Décision : ligne 2',
    'laissée de côté · fausse',
  ],
  ['ligne-tranchee', null, { ligne: 2, decision: 'nouvelle' }, 'Décision : ligne 2', 'reprise comme une nouvelle'],
  [
    'lignes-confiees',
    null,
    { import: 5, fichier: 'liste.csv', lignes: 3, agents: [] },
    'Lignes confiées aux chargés d’orientation',
    '3 lignes à décider',
  ],
  ['lignes-decidees', null, { lignes: [2], decidees: 1 }, 'Lignes douteuses décidées', '1 ligne décidée'],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
