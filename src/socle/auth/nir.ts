import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto'

/**
 * The NIR at rest (domaine.md §8): a keyed fingerprint to find it by exact match, a ciphertext to show it.
 * Keys are derived per territory from one secret, FILROUGE_CLE or the data folder's key file.
 */
type Cles = { empreinte: Buffer; chiffre: Buffer }
const cles = new Map<string, Cles>()
let secret: Buffer | undefined

/** Gives the secret (at least 32 characters) before any NIR is touched. */
export function poserCle(cle: string): void {
  if (cle.length < 32) throw new Error('La clé FILROUGE_CLE doit compter au moins 32 caractères.')
  secret = Buffer.from(cle)
  cles.clear()
}

function clesDe(territoire: string): Cles {
  const connues = cles.get(territoire)
  if (connues) return connues
  if (!secret) throw new Error('clé de chiffrement absente')
  const deriver = (usage: string) => Buffer.from(hkdfSync('sha256', secret ?? '', territoire, usage, 32))
  const nouvelles = { empreinte: deriver('nir-empreinte'), chiffre: deriver('nir-chiffre') }
  cles.set(territoire, nouvelles)
  return nouvelles
}

/** The keys of one territory, for a thread that reads its files: it never holds the secret. */
export const clesDuTerritoire = (territoire: string): Readonly<Record<'empreinte' | 'chiffre', Uint8Array>> =>
  clesDe(territoire)

/** Gives a thread the keys of its territory. */
export function poserClesDuTerritoire(territoire: string, donnees: ReturnType<typeof clesDuTerritoire>): void {
  cles.set(territoire, { empreinte: Buffer.from(donnees.empreinte), chiffre: Buffer.from(donnees.chiffre) })
}

/** The 13 significant characters of a NIR given with or without key and spaces, or null when it can't be one. */
export function nirComparable(saisie: string): string | null {
  const nir = saisie.replace(/\s/g, '').toUpperCase()
  return /^\d{5}(\d|2[AB]|\d[AB])\d{6,8}(\d{2})?$/.test(nir) && (nir.length === 13 || nir.length === 15)
    ? nir.slice(0, 13)
    : null
}

/** Fingerprint of a 13-character NIR in a territory: same NIR, same 32 bytes; says nothing without the key. */
export function empreinteNir(territoire: string, nir: string): Buffer {
  return createHmac('sha256', clesDe(territoire).empreinte).update(nir).digest()
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
export function chiffrerNir(territoire: string, nir: string): Buffer {
  const nonce = unNonce()
  const chiffre = createCipheriv('aes-256-gcm', clesDe(territoire).chiffre, nonce)
  const corps = Buffer.concat([chiffre.update(nir, 'latin1'), chiffre.final()])
  return Buffer.concat([nonce, chiffre.getAuthTag(), corps])
}

export function lireNir(territoire: string, chiffre: Buffer): string {
  const clair = createDecipheriv('aes-256-gcm', clesDe(territoire).chiffre, chiffre.subarray(0, 12))
  clair.setAuthTag(chiffre.subarray(12, 28))
  return Buffer.concat([clair.update(chiffre.subarray(28)), clair.final()]).toString('latin1')
}
