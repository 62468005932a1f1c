import anyAscii from 'any-ascii'

const SIGNES = new Intl.Segmenter('fr', { granularity: 'grapheme' })
const ASCII = /^[\t\n\r -~]*$/

/**
 * The data of a document, what no font can draw written in letters that one can: transliterated (« தமிழ் » tamizha), else a square, so
 * that nothing disappears unseen. `dessine` says of a sign whether it is drawn; plain letters aren't asked about.
 */
export function ecrireAutrement<T>(donnees: T, dessine: (signe: string) => boolean): T {
  if (typeof donnees === 'string') return lettreALettre(donnees, dessine) as T
  if (Array.isArray(donnees)) return donnees.map(d => ecrireAutrement(d, dessine)) as T
  if (typeof donnees === 'object' && donnees !== null)
    return Object.fromEntries(Object.entries(donnees).map(([cle, d]) => [cle, ecrireAutrement(d, dessine)])) as T
  return donnees
}

function lettreALettre(texte: string, dessine: (signe: string) => boolean): string {
  if (ASCII.test(texte)) return texte
  return Array.from(SIGNES.segment(texte), ({ segment }) =>
    ASCII.test(segment) || dessine(segment) ? segment : enLettres(segment),
  ).join('')
}

/** Bullets of Word stand in a private area of a font of theirs (Symbol, Wingdings). */
const PUCE = /[\uf000-\uf0ff]/

function enLettres(signe: string): string {
  if (PUCE.test(signe)) return '•'
  if (/^[\p{Cf}\p{M}]+$/u.test(signe)) return ''
  if (/^[\p{C}\p{Z}]+$/u.test(signe)) return ' '
  return anyAscii(signe).replace(/[^ -~]/g, '') || '□'
}
