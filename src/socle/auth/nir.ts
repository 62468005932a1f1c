import { createHmac } from 'node:crypto'
import { chiffrer, cleDe, dechiffrer } from './cles.ts'

// The NIR at rest (domaine.md §8): a keyed fingerprint to find it by exact match, a ciphertext to show it.

/** Fingerprint of a 13-character NIR in a territory, by the current key: same NIR, same 32 bytes; says nothing without the key. */
export function empreinteNir(territoire: string, nir: string): Buffer {
  return createHmac('sha256', cleDe(territoire, 'nir-empreinte')).update(nir).digest()
}

/** Fingerprint of what a file says of who somebody is, by the current key: the same words, the same 32 bytes. */
export function empreinteIdentite(territoire: string, dit: readonly (string | null)[]): Buffer {
  return createHmac('sha256', cleDe(territoire, 'identite-empreinte')).update(JSON.stringify(dit)).digest()
}

/** The NIR encrypted with the territory's current key. */
export function chiffrerNir(territoire: string, nir: string): Buffer {
  return chiffrer(territoire, 'nir-chiffre', Buffer.from(nir, 'latin1'))
}

export function lireNir(territoire: string, chiffre: Buffer): string {
  return dechiffrer(territoire, 'nir-chiffre', chiffre).toString('latin1')
}

/**
 * A NIR that another column holds, to be found there as well: encrypted the same each time by one key, the beginning of its fingerprint
 * being its nonce. It says no more than the fingerprint does: that two numbers are one.
 */
export const scellerNir = (territoire: string, nir: string): Buffer =>
  chiffrer(territoire, 'nir-chiffre', Buffer.from(nir, 'latin1'), empreinteNir(territoire, nir).subarray(0, 12))
