import { createHmac } from 'node:crypto'
import { chiffrer, cleDe, dechiffrer, numeroCourant } from './cles.ts'

// Texts at rest (docs/adr/0004): what is written of a person stands encrypted in its own column, between two characters that nobody
// types and no file brings (saisie/lisible.ts takes them out). SQL may copy it, join it with others, put it in JSON: it is opened
// when the database answers (socle/db.ts), and only what was asked for is.

const DEBUT = '\u0001'
const FIN = '\u0002'
const FERME = new RegExp(`${DEBUT}\\d+:([A-Za-z0-9+/=]+)${FIN}`, 'g')
/** The same in the text of a JSON. */
const FERME_EN_JSON = /\\u0001(\d+):([A-Za-z0-9+/=]+)\\u0002/g

const enClair = (territoire: string, octets: Uint8Array) => dechiffrer(territoire, 'texte', octets).toString('utf8')

function fermer(territoire: string, clair: string, nonce?: Buffer): string {
  const octets = chiffrer(territoire, 'texte', Buffer.from(clair), nonce)
  return `${DEBUT}${numeroCourant()}:${octets.toString('base64')}${FIN}`
}

/** Nothing to hide, or closed already. */
const telQuel = (texte: string) => texte === '' || texte.startsWith(DEBUT)

/** A text closed by the current key; never twice alike. */
export const clore = <T extends string | null>(territoire: string, texte: T): T =>
  texte === null || telQuel(texte) ? texte : (fermer(territoire, texte) as T)

const nonceDe = (territoire: string, texte: string, numero?: number) =>
  createHmac('sha256', cleDe(territoire, 'texte-nonce', numero))
    .update(texte)
    .digest()
    .subarray(0, 12)

/**
 * The same text closed the same each time by one key, to be compared without being read: that two addresses are one shows, as does
 * that of two NIRs (`scellerNir`).
 */
export const sceller = <T extends string | null | undefined>(territoire: string, texte: T): T =>
  texte === null || texte === undefined || telQuel(texte)
    ? texte
    : (fermer(territoire, texte, nonceDe(territoire, texte)) as T)

/** A text as it was written, wherever parts of it are closed. Refused: by a key that isn't there. */
export const ouvrir = (territoire: string, texte: string): string =>
  texte.includes(DEBUT)
    ? texte.replace(FERME, (_, octets: string) => enClair(territoire, Buffer.from(octets, 'base64')))
    : texte

/** A JSON as PostgreSQL writes it, its texts opened. */
export const ouvrirJson = (territoire: string, texte: string): unknown =>
  texte.includes('\\u0001')
    ? JSON.parse(texte, (_, valeur) => (typeof valeur === 'string' ? ouvrir(territoire, valeur) : valeur))
    : JSON.parse(texte)

/** The text of a JSON whose closed texts have the current key, sealed ones sealed again. */
export const renouvelerJson = (territoire: string, json: string): string =>
  json.replace(FERME_EN_JSON, (entier, numero: string, base64: string) => {
    if (Number(numero) === numeroCourant()) return entier
    const octets = Buffer.from(base64, 'base64')
    const texte = enClair(territoire, octets)
    // After the eight bytes that name the key comes the nonce. What was equal stays equal: undoing an import compares what it left.
    const scelle = octets.subarray(8, 20).equals(nonceDe(territoire, texte, Number(numero)))
    const nouveau = scelle ? sceller(territoire, texte) : fermer(territoire, texte, nonceDe(territoire, base64))
    return JSON.stringify(nouveau).slice(1, -1)
  })

/** The texts of these keys, however deep in a value that becomes JSON, closed. */
export function cloreSous(
  territoire: string,
  noms: ReadonlySet<string>,
  valeur: unknown,
  fermer: (territoire: string, texte: string) => string = clore,
): unknown {
  if (Array.isArray(valeur)) return valeur.map(v => cloreSous(territoire, noms, v, fermer))
  if (typeof valeur !== 'object' || valeur === null) return valeur
  return Object.fromEntries(
    Object.entries(valeur).map(([nom, v]) => [
      nom,
      typeof v === 'string' && noms.has(nom) ? fermer(territoire, v) : cloreSous(territoire, noms, v, fermer),
    ]),
  )
}
