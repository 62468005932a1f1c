import { adultes, type Foyer, type Personne } from './foyer.ts'
import { tirage } from './hasard.ts'
import { jourDe } from './jours.ts'

/** Monthly RSA of a person alone, in euros, from each 1 April (decrees of revalorisation). */
const BASES: readonly (readonly [number, number])[] = [
  [jourDe('2025-04-01'), 646.52],
  [jourDe('2024-04-01'), 635.71],
  [jourDe('2023-04-01'), 607.75],
  [jourDe('2022-07-01'), 598.54],
]

/**
 * Share of the base by people beyond the first: 50 % for the second person, 30 % for each other, 40 % from the third child on (CASF
 * R262-1).
 */
function coefficient(personnes: number, enfants: number): number {
  const autres = personnes - 1
  if (autres === 0) return 1
  return 1.5 + (autres - 1) * 0.3 + Math.max(enfants - 2, 0) * 0.1
}

/** Flat deduction for housing, as a share of the base or of the base for 2 or 3 people (CASF R262-9): 12 %, 16 % of 1.5, 16.5 % of 1.8. */
const FORFAIT_LOGEMENT = [0.12, 0.24, 0.297]

/** Income other than work (unemployment, daily allowances) of someone who doesn't work: one adult in five, under the base. */
export const autreRessource = (graine: number, p: Personne): number => {
  const part = tirage(graine, p.id, 7)
  return p.revenu === 0 && part < 0.2 ? 60 + Math.floor(part * 1500) : 0
}

export type Droit = { garanti: number; logement: number; ressources: number; total: number }

/** The household's right of a quarter, in euros. */
export function droitDu(graine: number, foyer: Foyer, debutCalcul: number): Droit {
  const base = (BASES.find(([depuis]) => debutCalcul >= depuis) ?? BASES[BASES.length - 1]!)[1]
  const { length } = foyer.personnes
  const grands = adultes(foyer)
  const garanti = base * coefficient(length, length - grands.length)
  const logement = foyer.sansDomicile ? 0 : base * FORFAIT_LOGEMENT[Math.min(length, 3) - 1]!
  const ressources = grands.reduce((somme, p) => somme + p.revenu + autreRessource(graine, p), 0)
  return { garanti, logement, ressources, total: Math.max(0, garanti - logement - ressources) }
}
