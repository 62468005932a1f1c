import { centimes, estNombre } from '../../lecture/xml/valeurs.ts'
import { lireNirEcrit } from '../../personne/nir.ts'
import { lireJourEcrit, lireMoisEcrit } from '../../socle/date-ecrite.ts'

/** A day as files write it to YYYY-MM-DD; null: none, or not one of the calendar. */
export const lireJour = (texte: string | null): string | null => (texte && lireJourEcrit(texte)?.jour) || null

/** The month of an amount, YYYY-MM; null: none, or no month. */
export const lireMois = (texte: string | null): string | null => texte && lireMoisEcrit(texte)

/** Cents of an amount written « 0000575.68 » or « 575,68 »; null when it isn't one, or has no place in an integer column. */
export function lireCentimes(texte: string | null): number | null {
  const lu = texte?.replace(',', '.') ?? ''
  if (!estNombre(lu, 12, 2, true)) return null
  const montant = centimes(lu)
  return Math.abs(montant) < 2 ** 31 ? montant : null
}

/** True of « 1 », false of « 0 » (and their like); null: not said. */
export function lireOuiNon(texte: string | null): boolean | null {
  if (texte === null) return null
  if (/^(1|o|oui|true|vrai)$/i.test(texte)) return true
  return /^(0|n|non|false|faux)$/i.test(texte) ? false : null
}

/** Thirteen characters without the key, or null, said to `refuser`: an unusable NIR is no reason to set a record aside. */
export function lireNir(texte: string | null, refuser: (motif: string) => void): string | null {
  const lu = texte === null ? null : lireNirEcrit(texte)
  if (lu && 'refus' in lu) refuser(`${lu.refus} ; non repris`)
  return lu && 'nir' in lu ? lu.nir : null
}
