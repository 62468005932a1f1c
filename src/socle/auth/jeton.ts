import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a cookie. The database keeps only its SHA-256. */
export function nouveauJeton(): string {
  return randomBytes(32).toString('base64url')
}

export function empreinteJeton(jeton: string): Buffer {
  return createHash('sha256').update(jeton).digest()
}
