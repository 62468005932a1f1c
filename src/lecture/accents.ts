import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** What windows-1252 shows for a byte that goes on a letter in UTF-8 (0x80 to 0xBF). */
const SUITE =
  '[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc' +
  '\\u2013-\\u2026\\u2030\\u2039\\u203a\\u20ac\\u2122]'
/**
 * Letters whose bytes in UTF-8 were read as windows-1252, then kept: « Ã© » for « é », « Å“ » for « œ », « â€™ » for « ’ ». Only the
 * leading letters that French doesn't write before such signs: « CITÉ» » stays what it is.
 */
const ABIMES = new RegExp(`[ÃÅ]${SUITE}|Â[\\u00a0-\\u00bf]|â€${SUITE}|â‚¬`, 'g')

/** How a damaged letter begins, when the text stops before its end: up to two signs, to be looked at with what follows. */
export const debutAbime = (texte: string): string => /[ÃÅÂ]$|â[€‚]?$/.exec(texte.slice(-2))?.[0] ?? ''

/** The text with its letters put back; the same text when none was damaged. */
export const reparerAccents = (texte: string): string =>
  /[ÃÅÂâ]/.test(texte)
    ? texte.replace(ABIMES, abime => {
        const octets = iconv.encode(abime, 'windows-1252')
        return isUtf8(octets) ? octets.toString('utf8') : abime
      })
    : texte
