import { expect, test } from 'vitest'
import { enCsv } from './csv.ts'

test('les tableaux s’écrivent comme un tableur français les ouvre', () => {
  const csv = enCsv([
    {
      titre: 'Un',
      colonnes: ['Mois', 'Part'],
      lignes: [
        ['mars 2025', '37,5\u00a0%'],
        ['a;b "c"', 3],
      ],
    },
    { titre: 'Deux', colonnes: ['X'], lignes: [] },
  ])
  expect(csv).toBe('\ufeffUn\r\nMois;Part\r\nmars 2025;37,5 %\r\n"a;b ""c""";3\r\n\r\nDeux\r\nX\r\n')
})
