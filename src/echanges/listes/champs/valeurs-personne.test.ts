import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lecteur } from '../../../lecture/tableau/valeurs.ts'
import { cleNir } from '../../../personne/nir.ts'
import {
  incoherencesNir,
  lireCivilite,
  lireDominante,
  lireIdentifiantFranceTravail,
  lireMatricule,
  lireMetier,
  lireNir,
  lireNiveauFormation,
  lireNumeroDemande,
  lireRole,
  lireSituation,
} from './valeurs-personne.ts'

const JOUR = '2025-03-10'
/** The value, or « refus ». */
const lu = (lire: Lecteur, cellule: string) => {
  const valeur = lire(cellule, JOUR)
  return 'valeur' in valeur ? valeur.valeur : 'refus'
}

const CAS: [string, Lecteur, [string, string][]][] = [
  [
    'NIR',
    lireNir,
    [
      ['2 85 04 59 990 001', '2850459990001'],
      [`2850459990001${cleNir('2850459990001')}`, '2850459990001'],
      ['285045999000199', 'refus'],
      ['285042A990001', '285042A990001'],
      ['285042a990001', '285042A990001'],
      [`285042B990001${cleNir('285042B990001')}`, '285042B990001'],
      ['1,85E+14', 'refus'],
      ['285045999000', 'refus'],
      ['9850459990001', 'refus'],
      ['2851359990001', 'refus'],
      ['2853059990001', '2853059990001'],
    ],
  ],
  [
    'civilités',
    lireCivilite,
    [
      ['M.', '1'],
      ['Mr', '1'],
      ['Monsieur', '1'],
      ['Mme', '2'],
      ['MADAME', '2'],
      ['Mlle', '2'],
      ['F', '2'],
      ['H', '1'],
      ['Dr', 'refus'],
    ],
  ],
  [
    'rôles',
    lireRole,
    [
      ['dem', 'DEM'],
      ['DEMANDEUR', 'DEM'],
      ['usager', 'DEM'],
      ['Demandeur/DEM', 'DEM'],
      ['conjoint (CJT)', 'CJT'],
      ['CJT', 'CJT'],
      ['enfant', 'refus'],
    ],
  ],
  [
    'numéros d’allocataire',
    lireMatricule,
    [
      ['1234567', '1234567'],
      [' 123 4567 ', '1234567'],
      ['2055990', '2055990'],
      ['00001234567', '1234567'],
      ['123456700000000', '1234567'],
      ['1234', '0001234'],
      ['ISQCJQO', 'ISQCJQO'],
      ['12-34', 'refus'],
    ],
  ],
  [
    'numéros de demande',
    lireNumeroDemande,
    [
      ['5900000001', '05900000001'],
      ['05900000001', '05900000001'],
      ['0123456789AB', 'refus'],
    ],
  ],
  [
    'identifiants France Travail',
    lireIdentifiantFranceTravail,
    [
      ['12345678901', '12345678901'],
      ['300000L', '300000L'],
      ['1234567A', '1234567A'],
      ['12', 'refus'],
    ],
  ],
  [
    'niveaux',
    lireNiveauFormation,
    [
      ['nv5', 'NV5'],
      ['Bac+2', 'NV3'],
      ['CAP', 'NV5'],
      ['master', 'NV1'],
      ['zorglub', 'refus'],
    ],
  ],
  [
    'métiers',
    lireMetier,
    [
      ['Pontier élingueur / Pontière élingueuse (N1104)', 'Pontier élingueur / Pontière élingueuse (N1104)'],
      ['K1304', 'K1304'],
      ['maçon', 'refus'],
    ],
  ],
  [
    'situations',
    lireSituation,
    [
      ['recherche_emploi', 'recherche_emploi'],
      ['Recherche emploi', 'recherche_emploi'],
      ['scolarise', 'scolarisé'],
      ['autre chose', 'refus'],
    ],
  ],
  [
    'parcours',
    lireDominante,
    [
      ['Équilibre', 'equilibre'],
      ['EMPLOI', 'emploi'],
      ['Social', 'remobilisation'],
      ['sport', 'refus'],
    ],
  ],
]

describe.each(CAS)('%s', (_, lire, cas) => {
  test.each(cas)('« %s » donne « %s »', (cellule, attendu) => {
    expect(lu(lire, cellule)).toBe(attendu)
  })
})

test('tout NIR et sa clé se relisent ; un chiffre changé se voit', () => {
  const nir = fc
    .tuple(
      fc.constantFrom('1', '2'),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('59', '2A', '2B'),
      fc.integer({ min: 990_000, max: 999_999 }),
    )
    .map(([s, a, m, d, c]) => `${s}${String(a).padStart(2, '0')}${String(m).padStart(2, '0')}${d}${c}`)
  fc.assert(
    fc.property(nir, fc.integer({ min: 1, max: 9 }), (nir13, ecart) => {
      const cle = cleNir(nir13)
      expect(lu(lireNir, nir13 + cle)).toBe(nir13)
      const faux = nir13.slice(0, 12) + ((Number(nir13[12]) + ecart) % 10)
      expect(lu(lireNir, faux + cle)).toBe('refus')
    }),
  )
})

test('un NIR qui contredit la civilité ou l’année de naissance se signale, sans refuser', () => {
  expect(incoherencesNir('2850459990001', '2', '1985-04-25')).toEqual([])
  expect(incoherencesNir('2850459990001', '1', '1985-04-25')).toHaveLength(1)
  expect(incoherencesNir('2850459990001', '1', '1986-04-25')).toHaveLength(2)
})
