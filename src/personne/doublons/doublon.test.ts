import { expect, test } from 'vitest'
import { aGarder, type DossierCompare, differences, empechementFusion } from './doublon.ts'

const dossier = (id: string, plus: Partial<DossierCompare> = {}): DossierCompare => ({
  id,
  nom: 'ESSAI',
  nomNaissance: 'ESSAI',
  prenom: 'CAMILLE',
  sexe: '2',
  dateNaissance: '1985-04-12',
  communeNaissance: null,
  nir: 'inconnu',
  telephone: null,
  courriel: null,
  foyers: [],
  droit: null,
  delaiDepuis: null,
  structure: null,
  referent: null,
  orientations: [],
  accompagnements: [],
  rendezVous: 0,
  diagnostics: 0,
  fusionnee: false,
  ...plus,
})
const foyer = (id: string, role = 'DEM') => ({
  id,
  role,
  organisme: 'CAF',
  matricule: '1',
  numeroDemandeRsa: '1',
  adresse: 'RUE EXEMPLE',
})
const periode = (debut: string, fin: string | null = null) => [{ debut, fin }]

test.each<[string, Partial<DossierCompare>, Partial<DossierCompare>, string | null]>([
  ['rien en cours', {}, {}, null],
  ['le suivi est dans le dossier gardé', { orientations: periode('2025-01-01') }, {}, null],
  ['le suivi est dans l’autre', {}, { accompagnements: periode('2025-01-01') }, null],
  [
    'deux accompagnements en cours',
    { accompagnements: periode('2025-01-01') },
    { accompagnements: periode('2025-02-01') },
    'deux-accompagnements',
  ],
  [
    'deux orientations en cours',
    { orientations: periode('2025-01-01') },
    { orientations: periode('2025-02-01') },
    'deux-orientations',
  ],
  [
    'le suivi en cours de l’autre chevauche un ancien',
    { orientations: periode('2024-01-01', '2025-02-15') },
    { orientations: periode('2025-02-01') },
    'suivi-dans-l-autre',
  ],
  [
    'le suivi en cours de l’autre commence quand l’ancien finit',
    { orientations: periode('2024-01-01', '2025-02-01') },
    { orientations: periode('2025-02-01') },
    null,
  ],
  [
    'deux anciens suivis qui se chevauchent',
    { orientations: periode('2024-01-01', '2024-06-01') },
    { orientations: periode('2024-02-01', '2024-05-01') },
    null,
  ],
  ['deux numéros certifiés', { nir: 'certifie' }, { nir: 'certifie' }, 'deux-nir-certifies'],
  ['un numéro certifié sur deux', { nir: 'certifie' }, { nir: 'connu' }, null],
  ['le même foyer en ce moment', { foyers: [foyer('f')] }, { foyers: [foyer('f', 'CJT')] }, 'meme-foyer'],
  ['deux enfants du même foyer', { foyers: [foyer('f', 'ENF')] }, { foyers: [foyer('f', 'ENF')] }, 'meme-foyer'],
  ['la même place du même foyer : une personne de trop', { foyers: [foyer('f')] }, { foyers: [foyer('f')] }, null],
  ['deux foyers', { foyers: [foyer('f')] }, { foyers: [foyer('g')] }, null],
  [
    'l’autre attend depuis plus longtemps',
    { delaiDepuis: '2025-03-03' },
    { delaiDepuis: '2025-03-01' },
    'delai-plus-ancien',
  ],
  ['le gardé attend depuis plus longtemps', { delaiDepuis: '2025-03-01' }, { delaiDepuis: '2025-03-03' }, null],
  ['déjà réuni', {}, { fusionnee: true }, 'dossier-deja-reuni'],
])('réunir quand %s', (_, garde, absorbe, code) => {
  expect(empechementFusion(dossier('a', garde), dossier('b', absorbe))).toBe(code)
})

test('le dossier proposé est celui qui peut l’être, puis le plus suivi, puis le plus ancien', () => {
  expect(aGarder(dossier('b', { delaiDepuis: '2025-03-03' }), dossier('c', { delaiDepuis: '2025-03-01' }))).toBe('c')
  expect(aGarder(dossier('a'), dossier('b', { diagnostics: 1 }))).toBe('b')
  expect(aGarder(dossier('b'), dossier('a'))).toBe('a')
})

test('ce qu’un seul dossier connaît n’est pas une différence', () => {
  const a = dossier('a', { telephone: '0639980001', prenom: 'CAMILLE', foyers: [foyer('f')] })
  const b = dossier('b', { prenom: 'CAMILLA', foyers: [{ ...foyer('g'), adresse: 'AUTRE RUE' }] })
  expect(differences(a, b)).toEqual(['prenom', 'foyer'])
})

test('deux foyers à la même adresse diffèrent par leur matricule, leur demande ou la place qu’on y tient', () => {
  const seules = (autre: Partial<DossierCompare['foyers'][number]>) =>
    differences(dossier('a', { foyers: [foyer('f')] }), dossier('b', { foyers: [{ ...foyer('f'), ...autre }] }))
  expect(seules({ id: 'g' })).toEqual([])
  for (const autre of [{ matricule: '7654321' }, { numeroDemandeRsa: '05900000999' }, { role: 'CJT' }])
    expect(seules(autre)).toEqual(['foyer'])
})
