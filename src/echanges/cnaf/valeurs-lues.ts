import { centimes, estJour, estNombre } from '../../lecture/xml/valeurs.ts'
import { nirComparable } from '../../socle/auth/nir.ts'

/** A day as files write it (2025-03-01, 01/03/2025, an instant) to YYYY-MM-DD; null: none, or not one of the calendar. */
export function lireJour(texte: string | null): string | null {
  if (texte === null) return null
  const retourne = texte.replace(/^(\d{2})[/-](\d{2})[/-](\d{4})/, '$3-$2-$1').slice(0, 10)
  return estJour(retourne) ? retourne : null
}

/** A date of which only the year or the month may be told: « 2020 », « 2020-03 », « 2020-03-09 »; null when it is no date. */
export function lireDatePartielle(texte: string): string | null {
  const jour = lireJour(texte)
  if (jour) return jour
  const [, annee = '', mois = ''] = /^((?:19|20)\d{2})(?:-?(\d{2}))?-?$/.exec(texte) ?? []
  if (!annee) return null
  return mois === '' ? annee : Number(mois) >= 1 && Number(mois) <= 12 ? `${annee}-${mois}` : null
}

/** The month of an amount, YYYY-MM, from a day, « 2025-03 », « 202503 » or « 03/2025 ». */
export function lireMois(texte: string | null): string | null {
  if (texte === null) return null
  const lu = texte.replace(/^(\d{2})\/(\d{4})$/, '$2-$1').replace(/^(\d{4})(\d{2})$/, '$1-$2')
  return /^(19|20)\d{2}-(0[1-9]|1[0-2])(-\d{2})?$/.test(lu) ? lu.slice(0, 7) : null
}

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

/** Thirteen characters without the key, or null: an unusable NIR is no reason to set a record aside. */
export const lireNir = (texte: string | null): string | null => (texte === null ? null : nirComparable(texte))
