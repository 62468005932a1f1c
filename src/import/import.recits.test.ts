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
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
