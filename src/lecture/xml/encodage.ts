import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** Turns the bytes of a file into text, piece after piece. Throws `OctetsIllisibles`. */
export type Decodeur = { ecrire: (octets: Buffer) => string; finir: () => string }

/** Bytes that mean nothing in the file's encoding; `lignes` = line breaks of the piece that come before them. */
export class OctetsIllisibles extends Error {
  lignes: number
  constructor(lignes: number) {
    super('octets invalides dans l’encodage du fichier')
    this.lignes = lignes
  }
}

/** Names an XML declaration may give (IANA names and usual aliases, lower case), with iconv-lite's name. */
const ENCODAGES: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1252': 'windows1252',
  cp1252: 'windows1252',
  'iso-8859-1': 'iso88591',
  latin1: 'iso88591',
  'iso-8859-15': 'iso885915',
  'latin-9': 'iso885915',
}

const MARQUE_UTF8 = Buffer.from([0xef, 0xbb, 0xbf])
const FIN_DE_LIGNE = 10

/** Bytes needed to be sure to hold the whole XML declaration. */
export const TAILLE_DECLARATION = 1024

/**
 * The decoder for a file that begins with these bytes: that of the byte order mark, else of the XML declaration, else
 * UTF-8 as XML says. A sentence in French when the file is not XML or its encoding is not one we read.
 */
export function decodeurPour(debut: Buffer): Decodeur | string {
  if (debut.length === 0) return 'le fichier est vide'
  if (debut.subarray(0, 3).equals(MARQUE_UTF8)) return decodeurUtf8()
  const entete = debut.toString('latin1')
  if (!/^\s*</.test(entete)) {
    if (entete.startsWith('\xff\xfe') || entete.startsWith('\xfe\xff')) return 'encodage UTF-16 non reconnu'
    return 'ce n’est pas un fichier XML'
  }
  const declare = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]{1,40})["']/.exec(entete)?.[1]
  const encodage = ENCODAGES[declare?.toLowerCase() ?? 'utf-8']
  if (!encodage) return `encodage « ${declare?.replace(/[^\w.-]/g, '?')} » non reconnu`
  return encodage === 'utf-8' ? decodeurUtf8() : decodeurSurUnOctet(encodage)
}

function decodeurUtf8(): Decodeur {
  const decodeur = new TextDecoder('utf-8', { fatal: true })
  return {
    ecrire(octets) {
      try {
        return decodeur.decode(octets, { stream: true })
      } catch {
        throw new OctetsIllisibles(lignesAvant(octets, ligne => !isUtf8(ligne)))
      }
    },
    finir() {
      try {
        return decodeur.decode()
      } catch {
        throw new OctetsIllisibles(0)
      }
    },
  }
}

function decodeurSurUnOctet(encodage: string): Decodeur {
  const decodeur = iconv.getDecoder(encodage)
  return {
    ecrire(octets) {
      // Most stretches hold only bytes that mean the same in Latin-1, which Node decodes at once into one-byte strings.
      if (estLatin1(octets)) return octets.toString('latin1')
      const texte = decodeur.write(octets)
      // iconv-lite puts U+FFFD for the five bytes that windows-1252 does not define; XML makes that a fatal error.
      if (texte.includes('\ufffd'))
        throw new OctetsIllisibles(lignesAvant(octets, ligne => iconv.decode(ligne, encodage).includes('\ufffd')))
      return texte
    },
    finir: () => decodeur.end() ?? '',
  }
}

/** True when no byte is in 0x80–0x9F (windows-1252) nor among the few signs that ISO-8859-15 replaced (0xA4–0xBE). */
function estLatin1(octets: Buffer): boolean {
  for (let bloc = 0; bloc < octets.length; bloc += 4096) {
    if (isAscii(octets.subarray(bloc, bloc + 4096))) continue
    for (let i = bloc; i < octets.length && i < bloc + 4096; i++) {
      const octet = octets[i] as number
      if (octet > 0x7f && octet < 0xbf) return false
    }
  }
  return true
}

function lignesAvant(octets: Buffer, fautive: (ligne: Buffer) => boolean): number {
  let debut = 0
  for (let lignes = 0; ; lignes++) {
    const fin = octets.indexOf(FIN_DE_LIGNE, debut)
    if (fin < 0 || fautive(octets.subarray(debut, fin))) return lignes
    debut = fin + 1
  }
}
