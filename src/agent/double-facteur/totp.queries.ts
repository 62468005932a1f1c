import { Secret, TOTP } from 'otpauth'
import { chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import type { Base } from '../../socle/db.ts'

type Commun = Base['commun']
const PAS_SECONDES = 30
/** A pending application is confirmed while its code is on the screen. */
export const ATTENTE_MINUTES = 15

/** RFC 6238 as every application does it: SHA-1, six digits, thirty seconds. */
const totpDe = (secret: Secret, compte?: string) =>
  new TOTP({ issuer: 'Filrouge', label: compte, secret, algorithm: 'SHA1', digits: 6, period: PAS_SECONDES })

/** A new secret of 160 bits: encrypted to be kept, to be typed, and the address of its QR code. */
export function nouveauTotp(courriel: string): { chiffre: Buffer; secret: string; adresse: string } {
  const secret = new Secret({ size: 20 })
  return {
    chiffre: chiffrer('commun', 'totp', secret.bytes),
    secret: secret.base32,
    adresse: totpDe(secret, courriel).toString(),
  }
}

/**
 * Takes a code of this application, of the moment or one step (thirty seconds) before or after. A code serves once, and none before
 * it serves any more; of two requests that bring the same one, one passes.
 */
export async function prendreCode(
  commun: Commun,
  { id, secret }: { id: string; secret: Buffer },
  code: string,
  now: string,
): Promise<boolean> {
  const timestamp = Date.parse(now)
  const cle = new Secret({ buffer: Uint8Array.from(dechiffrer('commun', 'totp', secret)).buffer })
  const ecart = totpDe(cle).validate({ token: code, timestamp, window: 1 })
  if (ecart === null) return false
  const dernierPas = Math.floor(timestamp / 1000 / PAS_SECONDES) + ecart
  const { numUpdatedRows } = await commun
    .updateTable('totp')
    .set({ dernierPas, dernierUsageLe: now })
    .where('id', '=', id)
    .where(eb => eb.or([eb('dernierPas', 'is', null), eb('dernierPas', '<', dernierPas)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const totpConfirmes = (commun: Commun, identiteId: string) =>
  commun
    .selectFrom('totp')
    .select(['id', 'nom', 'secret', 'creeLe', 'dernierUsageLe'])
    .where('identiteId', '=', identiteId)
    .where('confirmeLe', 'is not', null)
    .orderBy('creeLe')
    .execute()

/** Forgets the applications that nobody confirmed in time. */
export async function purgerTotp({ commun }: Pick<Base, 'commun'>, now: string): Promise<void> {
  const avant = Temporal.Instant.from(now).subtract({ minutes: ATTENTE_MINUTES }).toString()
  await commun.deleteFrom('totp').where('confirmeLe', 'is', null).where('creeLe', '<', avant).execute()
}
