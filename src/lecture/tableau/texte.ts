/** One form to compare headers and choices typed by hand: no accent, case, punctuation nor « * » of a required column. */
export function formeComparable(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œŒ]/g, 'oe')
    .toLowerCase()
    .replace(/n\s*[°º]/g, ' numero ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The letter a spreadsheet gives to a column: 0 is A, 26 is AA. */
export function lettreColonne(rang: number): string {
  let lettre = ''
  for (let reste = rang; reste >= 0; reste = Math.floor(reste / 26) - 1)
    lettre = String.fromCharCode(65 + (reste % 26)) + lettre
  return lettre
}

/** What people write in a cell that says nothing. */
export const estVide = (cellule: string): boolean =>
  /^[\s\-–—./]*$|^(null|n\/?a|néant|#n\/a|nsp|non renseigné)$/i.test(cellule.trim())
