/** First characters of a waiting number (NIA, numéro provisoire), given until the NIR is. */
export const nirProvisoire = (nir: string): boolean => /^[3478]/.test(nir)

/** Key of a 13-character NIR: 97 less its remainder, 2A and 2B of Corsica counted as 19 and 18 (décret 82-103). */
export function cleNir(nir: string): string {
  const nombre = nir.replace(/^(.{5})2A/, '$119').replace(/^(.{5})2B/, '$118')
  return String(97 - Number(BigInt(nombre) % 97n)).padStart(2, '0')
}

/**
 * The 13 significant characters of a NIR as people write it (13, or 15 with its key; spaces, dots and dashes), or why it can't be
 * one, in words that say nothing of it. Provisional numbers are read too.
 */
export function lireNirEcrit(saisie: string): { nir: string } | { refus: string } {
  const nir = saisie.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase()
  if (nir.length !== 13 && nir.length !== 15) {
    return { refus: 'Un numéro de sécurité sociale a 13 caractères, ou 15 avec sa clé.' }
  }
  if (!/^[123478]\d{4}(\d{2}|2[AB])\d{6}(\d{2})?$/.test(nir)) {
    return { refus: 'Ce numéro de sécurité sociale contient un caractère qui n’y a pas sa place.' }
  }
  if (nir.length === 15 && nir.slice(13) !== cleNir(nir.slice(0, 13))) {
    return { refus: 'La clé ne correspond pas au numéro de sécurité sociale : un chiffre est faux.' }
  }
  return { nir: nir.slice(0, 13) }
}

/** A waiting number and the definitive one that took its place: all but the first character is the same. */
export function memeNirSuivi(a: string, b: string): boolean {
  return (nirProvisoire(a) || nirProvisoire(b)) && a.slice(1) === b.slice(1)
}
