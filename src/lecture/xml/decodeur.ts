import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { debutAbime, reparerAccents } from '../accents.ts'
import { type Encodage, encodageXml, finEntiere, voirUtf8 } from '../encodage.ts'

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

const FIN_DE_LIGNE = 10

/** The decoder for an XML file that begins with these bytes, or why it can't be read, a sentence in French. */
export function decodeurPour(debut: Buffer): Decodeur | string {
  const lu = encodageXml(debut)
  if ('refus' in lu) return lu.refus
  return lu.encodage === 'utf-8' ? decodeurUtf8() : decodeurDementi(lu.encodage)
}

/** A text that had been read twice before it was written in UTF-8 (« LEFÃˆVRE ») has its letters put back (`luDeuxFois` says so). */
function decodeurUtf8(): Decodeur {
  const decodeur = new TextDecoder('utf-8', { fatal: true })
  let reste = ''
  const reparer = (texte: string) => {
    const tout = reste + texte
    reste = debutAbime(tout)
    return reparerAccents(reste ? tout.slice(0, -reste.length) : tout)
  }
  return {
    ecrire(octets) {
      try {
        return reparer(decodeur.decode(octets, { stream: true }))
      } catch {
        throw new OctetsIllisibles(lignesAvant(octets, ligne => !isUtf8(ligne)))
      }
    },
    finir() {
      try {
        return reparerAccents(reste + decodeur.decode())
      } catch {
        throw new OctetsIllisibles(0)
      }
    },
  }
}

/**
 * For a file that declares one byte a letter: the letters themselves are believed. Of UTF-8, they would be read twice, and kept
 * damaged (« RÃ‰MY »).
 */
function decodeurDementi(encodage: Encodage): Decodeur {
  let decodeur: Decodeur | null = null
  let reste: Buffer = Buffer.alloc(0)
  return {
    ecrire(morceau) {
      if (decodeur) return decodeur.ecrire(morceau)
      const octets = reste.length ? Buffer.concat([reste, morceau]) : morceau
      reste = Buffer.alloc(0)
      const vu = voirUtf8(octets)
      if (vu === 'inconnu') {
        const fin = finEntiere(octets)
        reste = octets.subarray(fin)
        return octets.toString('latin1', 0, fin)
      }
      decodeur = vu === 'utf-8' ? decodeurUtf8() : decodeurSurUnOctet(encodage)
      return decodeur.ecrire(octets)
    },
    finir() {
      decodeur ??= decodeurSurUnOctet(encodage)
      return (reste.length ? decodeur.ecrire(reste) : '') + decodeur.finir()
    },
  }
}

function decodeurSurUnOctet(encodage: Encodage): Decodeur {
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
