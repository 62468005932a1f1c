/** First characters of a waiting number (NIA, numéro provisoire), given until the NIR is. */
export const nirProvisoire = (nir: string): boolean => /^[3478]/.test(nir)

/** Key of a 13-character NIR: 97 less its remainder, 2A and 2B of Corsica counted as 19 and 18 (décret 82-103). */
export function cleNir(nir: string): string {
  const nombre = Number(nir.replace(/^(.{5})2A/, '$119').replace(/^(.{5})2B/, '$118'))
  return String(97 - (nombre % 97)).padStart(2, '0')
}

/**
 * Sex, year, month (20 to 42 and 50 to 99: a birth not wholly known), department, commune and order, key. The department is not
 * checked: some are of other times.
 */
export const FORME_NIR = /^[123478]\d{2}(0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)(\d{2}|2[AB])\d{6}(\d{2})?$/
/** What fills a field nobody knew: zeros or nines all along. */
const REMPLISSAGE = /^.(0{12}|9{12})/

/**
 * The 13 significant characters of a NIR as people and files write it (13, or 15 with its key; spaces, dots and dashes), or why it
 * can't be one, in words that say nothing of it. Provisional numbers are read too. A key that doesn't match makes it no NIR: one of
 * its figures is wrong, and it could be somebody else's.
 */
export function lireNirEcrit(saisie: string): { nir: string } | { refus: string } {
  const nir = saisie.replace(/[\s.\-_\u00a0\u202f]/g, '').toUpperCase()
  if (nir.length !== 13 && nir.length !== 15) {
    return { refus: `NIR attendu sur 13 caractères, ou 15 avec sa clé : celui-ci en a ${nir.length}` }
  }
  if (!FORME_NIR.test(nir) || REMPLISSAGE.test(nir)) {
    return { refus: 'NIR impossible : un caractère n’y a pas sa place, par exemple 2 85 04 59 999 001' }
  }
  if (nir.length === 15 && nir.slice(13) !== cleNir(nir.slice(0, 13))) {
    return { refus: 'la clé du NIR (ses deux derniers chiffres) ne correspond pas : un chiffre est faux, recopiez-le' }
  }
  return { nir: nir.slice(0, 13) }
}

/** '1' man, '2' woman, as flows say it. */
export const sexeDuNir = (nir: string): '1' | '2' => (/^[137]/.test(nir) ? '1' : '2')

/** Whether a NIR says the year of this birth (YYYY-MM-DD). */
export const nirDeLAnnee = (nir: string, naissance: string): boolean => nir.slice(1, 3) === naissance.slice(2, 4)

/** Whether a NIR says the year and month of this birth (YYYY-MM-DD); a month beyond twelve is one that nobody knew. */
export const nirDit = (nir: string, naissance: string): boolean =>
  nirDeLAnnee(nir, naissance) && (Number(nir.slice(3, 5)) > 12 || nir.slice(3, 5) === naissance.slice(5, 7))

/** A waiting number and the definitive one that took its place: all but the first character is the same. */
export function memeNirSuivi(a: string, b: string): boolean {
  return (nirProvisoire(a) || nirProvisoire(b)) && a.slice(1) === b.slice(1)
}
