/**
 * What a spreadsheet takes for a formula (=, +, -, @, also full width), behind blanks that it leaves out, no-break or invisible ones
 * too; or a tab or a return, that it leaves out to look at what follows (OWASP, CSV injection).
 */
const FORMULE = /^(?:[\t\r]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u

/** A text that nothing computes: an apostrophe stands before what would be a formula. */
export const sansFormule = (texte: string): string => (FORMULE.test(texte) ? `'${texte}` : texte)

/** The text that the apostrophe kept from being a formula, put there by `sansFormule` or by a spreadsheet. */
export const texteDit = (cellule: string): string =>
  cellule.startsWith("'") && FORMULE.test(cellule.slice(1)) ? cellule.slice(1) : cellule
