import { formeComparable } from '../lecture/forme-comparable.ts'
import { communesDuCodePostal } from './decoupage.queries.ts'

/** As envelopes and tools write them: a delivery office and its number, saints in short. */
const forme = (ville: string): string =>
  formeComparable(ville)
    .replace(/ ?\bcedex\b.*$/i, '')
    .replace(/\bste\b/i, 'sainte')
    .replace(/\bst\b/i, 'saint')
    .replaceAll(' ', '')
    .toLowerCase()

/**
 * The official name of a commune that a list writes its own way beside its postal code: « LA CHAPELLE D ARMENTIERES CEDEX », 59930, is
 * « La Chapelle-d’Armentières ». What no commune of that code bears stays as it is written.
 */
export function villeOfficielle(codePostal: string | undefined, ville: string | undefined): string | undefined {
  if (!codePostal || !ville) return ville
  const cherchee = forme(ville)
  return communesDuCodePostal(codePostal).find(nom => forme(nom) === cherchee) ?? ville
}
