import { randomBytes, timingSafeEqual } from 'node:crypto'
import { cleTentative } from '../../socle/auth/tentatives.ts'

/** A shared computer is known for the last accounts that signed in there. */
const COMPTES_MAX = 10
const TAILLE = 16
const FORME = new RegExp(`^[\\w-]{22}(\\.[\\w-]{22}){1,${COMPTES_MAX}}$`)

// The cookie is the random number of a device, then a seal for each account: only the server makes one, for who just signed in, and
// nobody reads in it whose it is.
const sceau = (appareil: string, courriel: string): string =>
  cleTentative('sceau', appareil, courriel).subarray(0, TAILLE).toString('base64url')

const lire = (cookie: string | null): string[] => (cookie && FORME.test(cookie) ? cookie.split('.') : [])

/** The number of the device when this account signed in there before, or null. */
export function appareilConnu(cookie: string | null, courriel: string): string | null {
  const [appareil, ...sceaux] = lire(cookie)
  if (!appareil) return null
  const attendu = Buffer.from(sceau(appareil, courriel))
  return sceaux.some(s => timingSafeEqual(Buffer.from(s), attendu)) ? appareil : null
}

/** The cookie of the device, from now on known for this account too. */
export function connaitreAppareil(cookie: string | null, courriel: string): string {
  const [appareil = randomBytes(TAILLE).toString('base64url'), ...sceaux] = lire(cookie)
  const sien = sceau(appareil, courriel)
  return [appareil, ...sceaux.filter(s => s !== sien).slice(1 - COMPTES_MAX), sien].join('.')
}
