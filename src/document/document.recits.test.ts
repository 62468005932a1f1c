import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, string, string | null]>([
  ['document-depose', { documentId: 'x', type: 'cv' }, `Document déposé : CV`, null],
  ['document-depose', { documentId: 'x' }, 'Document à accès restreint déposé', null],
  [
    'document-refuse',
    { documentId: 'x', type: 'autre', code: 'virus' },
    `Document refusé : autre document`,
    'L’antivirus y a trouvé un programme malveillant.',
  ],
  ['document-refuse', { documentId: 'x', code: 'abime' }, 'Document à accès restreint refusé', 'Il ne s’ouvrait pas.'],
  [
    'document-retire',
    { documentId: 'x', type: 'diplome', motif: 'perime' },
    `Document retiré : diplôme ou attestation de formation`,
    'Périmé ou remplacé',
  ],
  [
    'document-modifie',
    { documentId: 'x', confidentialite: 'reserve' },
    'Document à accès restreint corrigé',
    'Qui peut l’ouvrir : auteur et référent seulement',
  ],
  ['document-remis', { documentId: 'x', type: 'cv' }, `Document remis : CV`, null],
])('%s %j se raconte', (type, apres, titre, detail) => {
  expect(dire(type, null, apres)).toEqual([titre, detail])
})
