import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Lecteur,
  lireCodePostal,
  lireCourriel,
  lireCourriels,
  lireDatePassee,
  lireNom,
  lireOuiNon,
  lireSiret,
  lireTelephones,
} from './valeurs.ts'

const JOUR = '2025-03-10'
/** The value, or « refus ». */
const lu = (lire: Lecteur, cellule: string) => {
  const valeur = lire(cellule, JOUR)
  return 'valeur' in valeur ? valeur.valeur : 'refus'
}

const CAS: [string, Lecteur, [string, string][]][] = [
  [
    'dates',
    lireDatePassee,
    [
      ['1985-04-25', '1985-04-25'],
      ['25/04/1985', '1985-04-25'],
      ['5/4/1985', '1985-04-05'],
      ['25-04-1985', '1985-04-25'],
      ['25.04.1985', '1985-04-25'],
      ['25 04 1985', '1985-04-25'],
      ['25041985', '1985-04-25'],
      ['19850425', '1985-04-25'],
      ['1985-04-25T00:00:00Z', '1985-04-25'],
      ['25/04/1985 00:00', '1985-04-25'],
      ['29546', '1980-11-21'],
      ['31162', '1985-04-25'],
      ['25/04/85', '1985-04-25'],
      ['25/04/12', '2012-04-25'],
      ['11/03/25', '1925-03-11'],
      ['1985', 'refus'],
      ['31/02/1985', 'refus'],
      ['29/02/1984', '1984-02-29'],
      ['29/02/1985', 'refus'],
      ['04/25/1985', 'refus'],
      ['11/03/2025', 'refus'],
      ['10/03/2025', '2025-03-10'],
      ['01/01/1890', 'refus'],
      ['avril 1985', 'refus'],
      ['99999', 'refus'],
    ],
  ],
  [
    'téléphones',
    lireTelephones,
    [
      ['06 39 98 00 01', '0639980001'],
      ['+33 6 39 98 00 01', '0639980001'],
      ['639980001', '0639980001'],
      ['0199000001, 0639980001', '0639980001'],
      ['01 99 00 00 01 / 06.39.98.00.01', '0639980001'],
      ['0199000001 ou 0639980001', '0639980001'],
      ['0199000001;071234567', '0199000001'],
      ['+32 470 00 00 00', '+32470000000'],
      ['0033639980001', '0639980001'],
      ['06399800', 'refus'],
      ['aucun', 'refus'],
      ['0800000000', 'refus'],
    ],
  ],
  [
    'courriels',
    lireCourriel,
    [
      ['A.B@Example.org', 'a.b@example.org'],
      ['mailto:a@example.org', 'a@example.org'],
      ['a@example.org, b@example.org', 'a@example.org'],
      ['a@example', 'refus'],
      ['a b@example.org', 'refus'],
      ['arobase', 'refus'],
    ],
  ],
  [
    'plusieurs courriels',
    lireCourriels,
    [
      ['A@example.org, b@example.org', 'a@example.org,b@example.org'],
      ['a@example.org, b', 'refus'],
    ],
  ],
  [
    'codes postaux',
    lireCodePostal,
    [
      ['59200', '59200'],
      ['59 200', '59200'],
      ['1000', '01000'],
      ['00100', 'refus'],
      ['5920', '05920'],
      ['2A000', 'refus'],
    ],
  ],
  [
    'oui et non',
    lireOuiNon,
    [
      ['Oui', 'oui'],
      ['o', 'oui'],
      ['N', 'non'],
      ['NON', 'non'],
      ['x', 'oui'],
      ['peut-être', 'refus'],
    ],
  ],
  [
    'noms',
    lireNom,
    [
      ['  Le  Goff ', 'Le Goff'],
      ['Dupont (épouse X)', 'refus'],
      ['Dupont2', 'refus'],
    ],
  ],
  [
    'SIRET',
    lireSiret,
    [
      ['130 025 265 00013', '13002526500013'],
      ['13002526500014', 'refus'],
      ['35600000000048', '35600000000048'],
      ['123', 'refus'],
    ],
  ],
]

describe.each(CAS)('%s', (_, lire, cas) => {
  test.each(cas)('« %s » donne « %s »', (cellule, attendu) => {
    expect(lu(lire, cellule)).toBe(attendu)
  })
})

test('un refus dit ce qui est attendu, jamais ce qui est écrit', () => {
  const lecteurs = CAS.map(([, lire]) => lire)
  fc.assert(
    fc.property(fc.constantFrom(...lecteurs), fc.string({ minLength: 6, unit: 'grapheme-ascii' }), (lire, cellule) => {
      const valeur = lire(cellule.trim() || 'vide', JOUR)
      if ('refus' in valeur) expect(valeur.refus).not.toContain(cellule)
    }),
  )
})
