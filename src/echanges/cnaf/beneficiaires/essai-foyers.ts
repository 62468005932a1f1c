import type { UnePersonne, UnFoyer } from './essai-flux.ts'

/** The household of these tests, month after month, and its variants. */
export const dem = (sdd = true, suite: UnePersonne = {}): UnePersonne => ({
  role: 'DEM',
  sdd,
  nom: 'TISSAGE',
  prenom: 'ANNA',
  nir: '2850400990001',
  ...suite,
})
export const cjt = (sdd = true, suite: UnePersonne = {}): UnePersonne => ({
  role: 'CJT',
  sdd,
  nom: 'ROUET',
  prenom: 'PAUL',
  sexe: '1',
  nir: '1840300990002',
  ...suite,
})
export const foyer = (suite: UnFoyer = {}): UnFoyer => ({
  numero: '05900000001',
  etat: '2',
  personnes: [dem()],
  ...suite,
})
/** Somebody else, always there, so that no month is empty. */
export const temoin: UnFoyer = {
  numero: '05900000999',
  etat: '2',
  personnes: [dem(true, { nom: 'TEMOIN', prenom: 'ZOE', nir: '2700100990009' })],
}
export const suspendu = (debut: string, suite: UnFoyer = {}) =>
  foyer({ etat: '4', suspension: { motif: '06', debut }, ...suite })
export const clos = (date: string, suite: UnFoyer = {}) => foyer({ etat: '5', fin: { motif: 'RAU', date }, ...suite })
