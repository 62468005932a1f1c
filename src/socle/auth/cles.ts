import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../refusal.ts'

// Keys are derived per territory and per use from secrets that have a number each; what is encrypted says the number of its own
// (docs/adr/0010-cles.md). The current one encrypts; the older ones only open what they closed.

export type Trousseau = { courante: number; secrets: ReadonlyMap<number, string> }
let trousseau: Trousseau = { courante: 0, secrets: new Map() }
const derivees = new Map<string, Buffer>()

/** Gives the secrets before anything is encrypted or read. */
export function poserCles(nouveau: Trousseau): void {
  trousseau = nouveau
  derivees.clear()
}

/** What was given, for a process that works for this one. */
export const trousseauPose = (): Trousseau => trousseau

/** Gives the only secret there is, number 0. */
export const poserCle = (secret: string): void => poserCles({ courante: 0, secrets: new Map([[0, secret]]) })

/** The number of the key that encrypts. */
export const numeroCourant = (): number => trousseau.courante

const nomDe = (numero: number, territoire: string, usage: string) => `${numero} ${territoire} ${usage}`

/**
 * The 32 bytes of a use ('nir-empreinte', 'nir-chiffre', 'fichier') in a territory, of the current key or of key `numero`.
 * Refused: this process hasn't that key.
 */
export function cleDe(territoire: string, usage: string, numero = trousseau.courante): Buffer {
  const nom = nomDe(numero, territoire, usage)
  const connue = derivees.get(nom)
  if (connue) return connue
  const secret = trousseau.secrets.get(numero)
  if (secret === undefined)
    throw new Refusal(
      'conflict',
      'cle-absente',
      `Cette donnée est chiffrée avec la clé n° ${numero}, que le serveur n’a pas : elle ne peut pas être lue. L’administrateur du serveur doit la redonner, dans FILROUGE_CLES_ANCIENNES.`,
    )
  const nouvelle = Buffer.from(hkdfSync('sha256', secret, territoire, usage, 32))
  derivees.set(nom, nouvelle)
  return nouvelle
}

/** Keys of a use for one somebody, in base64: the current one, then those of the older secrets. They say nothing of any other key. */
export const clesDe = (territoire: string, usage: string, qui: string): string[] =>
  [...new Set([trousseau.courante, ...trousseau.secrets.keys()])].map(numero =>
    createHmac('sha256', cleDe(territoire, usage, numero))
      .update(qui)
      .digest('base64'),
  )

/** Gives a thread a current key that it can't derive: it never holds a secret. */
export function poserCleDe(territoire: string, usage: string, numero: number, cle: Uint8Array): void {
  trousseau = { ...trousseau, courante: numero }
  derivees.set(nomDe(numero, territoire, usage), Buffer.from(cle))
}

const NONCE = 12
const SCEAU = 16
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

// A version byte, five letters, the number of the key. What was encrypted before keys had numbers begins with a random nonce: once
// in 2^48 it would look like this.
const MARQUE = Buffer.from('\u0001FRCLE', 'latin1')
const ENTETE = MARQUE.length + 2

function enteteDe(numero: number): Buffer {
  const entete = Buffer.alloc(ENTETE)
  MARQUE.copy(entete)
  entete.writeUInt16BE(numero, MARQUE.length)
  return entete
}

/**
 * AES-256-GCM by the current key: what names the key (sealed with the rest), 12 bytes of nonce, 16 of tag, then the ciphertext. A nonce
 * is drawn, unless it is given: 12 bytes that only this text, by this key, ever has.
 */
export function chiffrer(territoire: string, usage: string, clair: Uint8Array, nonce: Buffer = unNonce()): Buffer {
  const entete = enteteDe(trousseau.courante)
  const chiffre = createCipheriv('aes-256-gcm', cleDe(territoire, usage), nonce)
  chiffre.setAAD(entete)
  const corps = [chiffre.update(clair), chiffre.final()]
  return Buffer.concat([entete, nonce, chiffre.getAuthTag(), ...corps])
}

/** Opens what `chiffrer` closed, now or before keys had numbers (key 0). Refused: the key isn't there, or isn't the one. */
export function dechiffrer(territoire: string, usage: string, chiffre: Uint8Array): Buffer {
  const octets = Buffer.from(chiffre.buffer, chiffre.byteOffset, chiffre.byteLength)
  const numerote = octets.subarray(0, MARQUE.length).equals(MARQUE)
  const numero = numerote ? octets.readUInt16BE(MARQUE.length) : 0
  const debut = numerote ? ENTETE : 0
  const corps = debut + NONCE + SCEAU
  const cle = cleDe(territoire, usage, numero)
  try {
    const clair = createDecipheriv('aes-256-gcm', cle, octets.subarray(debut, debut + NONCE))
    clair.setAAD(octets.subarray(0, debut))
    clair.setAuthTag(octets.subarray(debut + NONCE, corps))
    return Buffer.concat([clair.update(octets.subarray(corps)), clair.final()])
  } catch {
    throw new Refusal(
      'conflict',
      'cle-autre',
      `Cette donnée ne s’ouvre pas avec la clé n° ${numero} : ce n’est pas celle qui l’a chiffrée, ou la donnée est abîmée. L’administrateur du serveur doit vérifier FILROUGE_CLE et FILROUGE_CLES_ANCIENNES.`,
    )
  }
}

/** The number of the key that closed these bytes: 0 is also that of what bears none. */
export const numeroDe = (chiffre: Buffer): number =>
  chiffre.subarray(0, MARQUE.length).equals(MARQUE) ? chiffre.readUInt16BE(MARQUE.length) : 0

/** These bytes were encrypted by another key than the current one. */
export const aRenouveler = (chiffre: Buffer): boolean => numeroDe(chiffre) !== trousseau.courante

/** SQL condition: the bytes of this column were encrypted by another key than the current one. */
export function autreCle(colonne: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const entete = enteteDe(trousseau.courante)
  const autre = sql<SqlBool>`substring(${colonne} from 1 for ${sql.lit(ENTETE)}) <> ${entete}`
  // Key 0 is also that of what bears no number.
  return trousseau.courante === 0
    ? sql<SqlBool>`(${autre} and substring(${colonne} from 1 for ${sql.lit(MARQUE.length)}) = ${MARQUE})`
    : autre
}
