import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Lecteur,
  lireCodePostal,
  lireCourriel,
  lireCourriels,
  lireDatePassee,
  lireNaissance,
  lireNom,
  lireOuiNon,
  lireSiret,
  lireTelephones,
} from './valeurs.ts'

const JOUR = '2025-03-10'
/** The value with its precision, « ? » when it is in doubt; or « refus ». */
const lu = (lire: Lecteur, cellule: string) => {
  const valeur = lire(cellule, JOUR)
  if ('refus' in valeur) return 'refus'
  return [valeur.valeur, valeur.precision, valeur.doute && '?'].filter(Boolean).join(' ')
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
    'dates en lettres',
    lireDatePassee,
    [
      ['15 février 1991', '1991-02-15'],
      ['1er février 1991', '1991-02-01'],
      ['1 fév. 1991', '1991-02-01'],
      ['01-févr-91', '1991-02-01'],
      ['01-FEB-1991', '1991-02-01'],
      ['3 août 1984', '1984-08-03'],
      ['3 juil. 1984', '1984-07-03'],
      ['3 jui 1984', 'refus'],
      ['30 février 1991', 'refus'],
      ['vendredi 15 février 1991', '1991-02-15'],
      ['ve 15/02/1991', '1991-02-15'],
      ['ven. 15/02/1991', '1991-02-15'],
      ['né le 15/02/1991', '1991-02-15'],
      ['Née le 15 février 1991', '1991-02-15'],
      ['15/02/1991 12:00:00 AM', '1991-02-15'],
    ],
  ],
  [
    'naissances',
    lireNaissance,
    [
      ['15 février 1991', '1991-02-15'],
      ['1956', '1956-01-01 O'],
      ['00/00/1956', '1956-01-01 O'],
      ['01/00/1956', '1956-01-01 O'],
      ['1956-00-00', '1956-01-01 O'],
      ['né en 1956', '1956-01-01 O'],
      ['00/02/1956', '1956-02-01 J'],
      ['02/1956', '1956-02-01 J'],
      ['février 1956', '1956-02-01 J'],
      ['00/13/1956', 'refus'],
      ['00/01/1900', 'refus'],
      ['1900-01-00', 'refus'],
      ['2026', 'refus'],
      ['1880', 'refus'],
      ['31162', '1985-04-25'],
      ['45000', '2023-03-15 ?'],
      ['10/03/2025', '2025-03-10 ?'],
      ['11/03/2025', 'refus'],
      ['25/04/12', '2012-04-25 ?'],
      ['09/03/2011', '2011-03-09'],
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
      ['33639980001', '0639980001'],
      ['+33 (0)6 39 98 00 01', '0639980001'],
      ['\u200e0639980001', '0639980001'],
      ['0639980001.0', '0639980001'],
      ['’0639980001', '0639980001'],
      ['0639980001 0639980002', '0639980001'],
      ['0199000001 0639980002', '0639980002'],
      ['01 99 00 00 01 06 39 98 00 02', '0639980002'],
      ['Port. : 06 39 98 00 01', '0639980001'],
      ['Tél 06 39 98 00 01', '0639980001'],
      ['0639980001 poste 12', '0639980001'],
      ['+262692000001', '0692000001'],
      ['0696000001', '0696000001'],
      ['692000001', '0692000001'],
      ['+590690000001', '0690000001'],
      ['+687 75 00 01', '+687750001'],
      ['0639980001 (mère)', 'refus'],
      ['Mère : 06 39 98 00 01', 'refus'],
      ['06 39 98 00 01 (assistante sociale)', 'refus'],
      ['06 39 98 00 01 / 06 39 98 00 02 (conjoint)', '0639980001'],
      ['6,3998E+08', 'refus'],
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
      ['Camille Martin <camille@example.org>', 'camille@example.org'],
      ['camille@example.org.', 'camille@example.org'],
      ['\u200bcamille@example.org\u00a0', 'camille@example.org'],
      ['o’brien@example.org', 'refus'],
      ["o'brien@example.org", "o'brien@example.org"],
      ['.camille@example.org', 'refus'],
      ['camille.@example.org', 'refus'],
      ['camille..m@example.org', 'refus'],
      ['camille@-example.org', 'refus'],
      ['camille@example-.org', 'refus'],
      ['inès@example.org', 'refus'],
      ['m@example.org (mère)', 'refus'],
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
      ['?UKASZENKO', 'refus'],
      ['Dupont\ufffd', 'refus'],
      ['Łukaszenko', 'Łukaszenko'],
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

test('un nombre de tableur lu comme une naissance est dit', () => {
  expect(lireNaissance('31162', JOUR)).toMatchObject({ alerte: expect.stringContaining('tableur') })
})
