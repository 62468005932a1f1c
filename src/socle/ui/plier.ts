/** A text, however it is typed: no accent nor capital, one plain space for apostrophes, hyphens and other spaces. */
export const plier = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
