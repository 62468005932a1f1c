import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { debutAbime, reparerAccents } from './accents.ts'
import type { Source } from './source.ts'

/** Encodings that files come in, by their IANA names. */
export type Encodage = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh' | 'iso-8859-1' | 'iso-8859-15'

/** Bytes kept of the beginning of a text: enough to look at its first lines. */
const DEBUT = 65_536

/** The encoding that a text shows at its very beginning: its byte order mark, or the zeros that UTF-16 puts between letters. */
export function encodageMarque(debut: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (debut[0] === 0xef && debut[1] === 0xbb && debut[2] === 0xbf) return 'utf-8'
  if (debut[0] === 0xff && debut[1] === 0xfe) return 'utf-16le'
  if (debut[0] === 0xfe && debut[1] === 0xff) return 'utf-16be'
  const extrait = debut.subarray(0, 2000)
  let pairs = 0
  let impairs = 0
  for (const [i, octet] of extrait.entries()) if (octet === 0) i % 2 === 0 ? pairs++ : impairs++
  if (impairs > extrait.length / 4) return 'utf-16le'
  return pairs > extrait.length / 4 ? 'utf-16be' : null
}

/** Whether these bytes are no text at all: zeros that UTF-16 doesn't explain. */
export const estBinaire = (debut: Buffer): boolean =>
  !encodageMarque(debut)?.startsWith('utf-16') && debut.subarray(0, 4096).includes(0)

/** Bytes beyond ASCII that are enough to tell two encodings of one byte apart. */
const ASSEZ = 200

/**
 * The encoding of a text that doesn't tell it: its mark, else UTF-8 when all of it is valid UTF-8, else what spreadsheets write, the
 * windows-1252 of most or the macintosh of Macs, by the letters of French it gives. The whole file is looked at: the first accent may
 * be on its last line. `debut`: its first bytes.
 */
export async function encodageDuTexte(source: Source): Promise<{ encodage: Encodage; debut: Buffer }> {
  const examen = unExamenUtf8()
  const lettres = unCompteDeLettres()
  let debut: Buffer = Buffer.alloc(0)
  for await (const morceau of source.octets()) {
    if (debut.length < DEBUT) debut = Buffer.concat([debut, morceau.subarray(0, DEBUT)])
    lettres.voir(morceau)
    if (!examen.voir(morceau) && debut.length >= DEBUT && lettres.vues() >= ASSEZ) break
  }
  return {
    encodage: encodageMarque(debut) ?? (examen.conclure() ? 'utf-8' : lettres.conclure()),
    debut: debut.subarray(0, DEBUT),
  }
}

/** The same from its first bytes alone, whose last character may be there by half only. */
export function encodageDuDebut(debut: Buffer): Encodage {
  const lettres = unCompteDeLettres()
  lettres.voir(debut)
  return encodageMarque(debut) ?? (unExamenUtf8().voir(debut) ? 'utf-8' : lettres.conclure())
}

/** Signs of French beyond ASCII, whichever the encoding. */
const FRANCAIS = 'àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’«»–—…°€\u00a0'
const EN_OCTETS = (['windows-1252', 'macintosh'] as const).map(encodage => ({
  encodage,
  octets: new Set(iconv.encode(FRANCAIS, encodage)),
}))

/** Which encoding of one byte makes French of the bytes seen: the one that gives most letters of it. */
function unCompteDeLettres() {
  let vues = 0
  const notes = new Map<Encodage, number>(EN_OCTETS.map(({ encodage }) => [encodage, 0]))
  return {
    voir: (morceau: Buffer) => {
      if (vues >= ASSEZ || isAscii(morceau)) return
      for (const octet of morceau) {
        if (octet < 0x80) continue
        vues++
        for (const { encodage, octets } of EN_OCTETS)
          if (octets.has(octet)) notes.set(encodage, (notes.get(encodage) ?? 0) + 1)
        if (vues >= ASSEZ) return
      }
    },
    vues: () => vues,
    conclure: (): Encodage =>
      (notes.get('macintosh') ?? 0) > (notes.get('windows-1252') ?? 0) ? 'macintosh' : 'windows-1252',
  }
}

/** Whether pieces of bytes are UTF-8 so far, and once there is no more. */
function unExamenUtf8() {
  const decodeur = new TextDecoder('utf-8', { fatal: true })
  let valide = true
  const essayer = (decoder: () => string) => {
    try {
      if (valide) decoder()
    } catch {
      valide = false
    }
    return valide
  }
  return {
    voir: (octets: Buffer) => essayer(() => decodeur.decode(octets, { stream: true })),
    conclure: () => essayer(() => decodeur.decode()),
  }
}

/** Names an XML declaration may give (IANA names and usual aliases, lower case). */
const DECLARES: Readonly<Record<string, Encodage>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'latin-9': 'iso-8859-15',
}

/** Bytes needed to be sure to hold the whole XML declaration. */
export const TAILLE_DECLARATION = 1024

/**
 * The encoding of an XML file that begins with these bytes: that of its mark, else of its declaration, else UTF-8 as XML says.
 * A `refus` in French when it is no XML or its encoding is not one we read.
 */
export function encodageXml(debut: Buffer): { encodage: Encodage } | { refus: string } {
  if (debut.length === 0) return { refus: 'le fichier est vide' }
  const marque = encodageMarque(debut)
  if (marque?.startsWith('utf-16')) return { refus: 'encodage UTF-16 non reconnu' }
  if (marque === 'utf-8') return { encodage: marque }
  const entete = debut.toString('latin1')
  if (!/^\s*</.test(entete)) return { refus: 'ce n’est pas un fichier XML' }
  const declare = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]{1,40})["']/.exec(entete)?.[1]
  const encodage = DECLARES[declare?.toLowerCase() ?? 'utf-8']
  return encodage ? { encodage } : { refus: `encodage « ${declare?.replace(/[^\w.-]/g, '?')} » non reconnu` }
}

/** What bytes that declare one byte a letter show of themselves: UTF-8 once a letter of several bytes is whole and none is broken. */
export function voirUtf8(octets: Buffer): 'utf-8' | 'autre' | 'inconnu' {
  if (isAscii(octets)) return 'inconnu'
  const entiers = octets.subarray(0, finEntiere(octets))
  if (isAscii(entiers)) return 'inconnu'
  return isUtf8(entiers) ? 'utf-8' : 'autre'
}

/** Where the last letter that may be cut begins: at most three bytes from the end. */
export function finEntiere(octets: Buffer): number {
  for (let i = octets.length - 1; i >= Math.max(0, octets.length - 3); i--) {
    const octet = octets[i] ?? 0
    if (octet < 0x80) return octets.length
    if (octet < 0xc0) continue
    const longueur = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2
    return i + longueur > octets.length ? i : octets.length
  }
  return octets.length
}

/**
 * How an XML file is written: the encoding it declares, and that of its letters, which is believed; null when it is one that XML isn't
 * read in.
 */
export async function encodagesXml(source: Source): Promise<{ declare: Encodage; ecrit: Encodage } | null> {
  let debut: Buffer = Buffer.alloc(0)
  for await (const morceau of source.octets()) {
    debut = Buffer.concat([debut, morceau.subarray(0, TAILLE_DECLARATION)])
    if (debut.length >= TAILLE_DECLARATION) break
  }
  const lu = encodageXml(debut)
  if ('refus' in lu) return null
  const declare = lu.encodage
  if (declare === 'utf-8') return { declare, ecrit: declare }
  let reste: Buffer = Buffer.alloc(0)
  for await (const morceau of source.octets()) {
    const octets = reste.length ? Buffer.concat([reste, morceau]) : morceau
    const vu = voirUtf8(octets)
    if (vu !== 'inconnu') return { declare, ecrit: vu === 'utf-8' ? 'utf-8' : declare }
    reste = octets.subarray(finEntiere(octets))
  }
  return { declare, ecrit: declare }
}

/** Whether an XML file written in UTF-8 holds texts that had been read twice before: their letters are put back when it is read. */
export async function luDeuxFois(source: Source): Promise<boolean> {
  const decodeur = new TextDecoder('utf-8')
  let reste = ''
  for await (const morceau of source.octets()) {
    const texte = reste + decodeur.decode(morceau, { stream: true })
    if (reparerAccents(texte) !== texte) return true
    reste = debutAbime(texte)
  }
  return false
}
