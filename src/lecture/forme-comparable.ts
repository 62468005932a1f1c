import anyAscii from 'any-ascii'

/** Signs of Chinese, Japanese, Korean and Yi writing: one of them is a word, and how it is read depends on who reads. */
const SIGNES =
  '\\u1100-\\u11ff\\u3041-\\u318f\\u31a0-\\u31ff\\u3400-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const SIGNE = new RegExp(`[${SIGNES}]`, 'u')
const AUTRE = new RegExp(`[^A-Z0-9${SIGNES}]+`, 'gu')
/** Letters that stand where an apostrophe would. */
const APOSTROPHE = /\p{Lm}/u
const ECRITE = /^[\p{L}\p{N}\p{M}]$/u

/**
 * One form of names and words, whatever the alphabet: capitals without accents, single spaces (« Wałęsa » WALESA, « Cœlia » COELIA,
 * « Коваль » KOVAL), the signs of far eastern writings as they are. The same as forme_comparable of the base, by which persons are
 * matched and searched. Empty when nothing of it is a letter or a figure.
 */
export function formeComparable(texte: string): string {
  const lu = texte.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what isn't plain ASCII
  const plain = /^[\x00-\x7f]*$/.test(lu) ? lu : Array.from(lu, translitterer).join('')
  return plain.toUpperCase().replace(AUTRE, ' ').trim()
}

/** Hard and soft signs, breathings and points say nothing of their own; what is no letter parts words. */
function translitterer(signe: string): string {
  if (signe <= '\x7f' || SIGNE.test(signe)) return signe
  if (!ECRITE.test(signe) || signe.length > 1) return ' '
  return anyAscii(signe).replace(/[^A-Za-z0-9]/g, '') || (APOSTROPHE.test(signe) ? ' ' : '')
}
