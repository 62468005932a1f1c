import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto'

/** Keys are derived per territory and per use from one secret, FILROUGE_CLE or the data folder's key file. */
const cles = new Map<string, Buffer>()
let secret: Buffer | undefined

/** Gives the secret (at least 32 characters) before anything is encrypted. */
export function poserCle(cle: string): void {
  if (cle.length < 32) throw new Error('La clé FILROUGE_CLE doit compter au moins 32 caractères.')
  secret = Buffer.from(cle)
  cles.clear()
}

/** The 32 bytes of a use ('nir-empreinte', 'nir-chiffre', 'fichier') in a territory. */
export function cleDe(territoire: string, usage: string): Buffer {
  const nom = `${territoire} ${usage}`
  const connue = cles.get(nom)
  if (connue) return connue
  if (!secret) throw new Error('clé de chiffrement absente')
  const nouvelle = Buffer.from(hkdfSync('sha256', secret, territoire, usage, 32))
  cles.set(nom, nouvelle)
  return nouvelle
}

/** Gives a thread a key that it can't derive: it never holds the secret. */
export function poserCleDe(territoire: string, usage: string, cle: Uint8Array): void {
  cles.set(`${territoire} ${usage}`, Buffer.from(cle))
}

const NONCE = 12
/** Nonces drawn in advance, each given once: a flow encrypts hundreds of thousands of NIRs. */
const nonces = Buffer.alloc(NONCE * 512)
let nonceSuivant = nonces.length

function unNonce(): Buffer {
  if (nonceSuivant === nonces.length) {
    randomFillSync(nonces)
    nonceSuivant = 0
  }
  nonceSuivant += NONCE
  return nonces.subarray(nonceSuivant - NONCE, nonceSuivant)
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the ciphertext. */
export function chiffrer(cle: Buffer, clair: Uint8Array): Buffer {
  const nonce = unNonce()
  const chiffre = createCipheriv('aes-256-gcm', cle, nonce)
  const corps = [chiffre.update(clair), chiffre.final()]
  return Buffer.concat([nonce, chiffre.getAuthTag(), ...corps])
}

export function dechiffrer(cle: Buffer, chiffre: Uint8Array): Buffer {
  const clair = createDecipheriv('aes-256-gcm', cle, chiffre.subarray(0, NONCE))
  clair.setAuthTag(chiffre.subarray(NONCE, 28))
  return Buffer.concat([clair.update(chiffre.subarray(28)), clair.final()])
}
