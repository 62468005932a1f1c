/**
 * A text of a screen, however it is typed: no accent nor capital, œ and æ in two letters, one plain space for apostrophes, hyphens and
 * other spaces. Names of persons are compared by `lecture/forme-comparable.ts`, which knows every alphabet and weighs too much for a
 * screen.
 */
export const plier = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
