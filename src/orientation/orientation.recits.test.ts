import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'orientation',
    null,
    { origine: 'reprise-de-suivi', dominante: 'emploi', structure: 'UTPAS' },
    'Orientation reprise d’un suivi déjà en cours : emploi',
    'UTPAS',
  ],
  [
    'orientation',
    null,
    {
      dominante: 'equilibre',
      proposition: 'emploi',
      structure: { id: 'x', nom: 'France Travail Tourcoing' },
      motif: 'Garde d’enfant',
    },
    'Orientation : équilibre social et professionnel',
    'France Travail Tourcoing · proposition du référentiel : emploi · Garde d’enfant',
  ],
  ['orientation', { dominante: 'emploi' }, { dominante: 'remobilisation' }, 'Réorientation : remobilisation', null],
  [
    'notification',
    null,
    { mode: 'courrier', structure: 'UTPAS', le: '2025-03-09' },
    'Orientation notifiée par courrier',
    'UTPAS · Le 9 mars',
  ],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
