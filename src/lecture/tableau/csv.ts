import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { Refusal } from '../../socle/refusal.ts'
import type { Source } from '../source.ts'
import type { Fichier, Rangee } from './tableau.ts'

const SEPARATEURS = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation', '|': 'barre verticale' } as const
type Separateur = keyof typeof SEPARATEURS
/** A record longer than this is an unclosed quote swallowing the file. */
const LIGNE_MAX = 200_000
const DEBUT = 65_536

/** A text file of rows: its encoding and its separator are found by looking at it. */
export async function lireCsv(source: Source): Promise<Fichier> {
  const { encodage, debut } = await trouverEncodage(source)
  const separateur = trouverSeparateur(debut)
  return {
    format: 'csv',
    description: `CSV, ${encodage}, ${SEPARATEURS[separateur]}`,
    feuilles: [],
    feuille: null,
    rangees: () => rangees(source, encodage, separateur),
  }
}

async function* rangees(source: Source, encodage: string, delimiter: string): AsyncIterable<Rangee> {
  const octets = Readable.from(source.octets())
  const analyse = parse({
    delimiter,
    bom: false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LIGNE_MAX,
  })
  const texte = octets.pipe(iconv.decodeStream(encodage))
  octets.on('error', e => analyse.destroy(e))
  texte.pipe(analyse)
  let ligne = 0
  try {
    for await (const cellules of analyse as AsyncIterable<string[]>) yield { ligne: ++ligne, cellules }
  } catch (erreur) {
    if (!(erreur as { code?: string }).code?.startsWith('CSV_')) throw erreur
    throw new Refusal(
      'invalid',
      'csv-illisible',
      `Le fichier est illisible après la ligne ${ligne} : un guillemet n’y est sans doute pas refermé. Corrigez-la, puis déposez le fichier de nouveau.`,
    )
  } finally {
    octets.destroy()
  }
}

/**
 * UTF-16 by its mark or its zeros, UTF-8 when the whole file is valid UTF-8, else windows-1252, which spreadsheets write. The whole
 * file is looked at: the first accent may be on its last line.
 */
async function trouverEncodage(source: Source): Promise<{ encodage: string; debut: string }> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let valide = true
  let debut: Buffer = Buffer.alloc(0)
  for await (const morceau of source.octets()) {
    if (debut.length < DEBUT) debut = Buffer.concat([debut, morceau.subarray(0, DEBUT)])
    try {
      utf8.decode(morceau, { stream: true })
    } catch {
      valide = false
      if (debut.length >= DEBUT) break
    }
  }
  if (valide) {
    try {
      utf8.decode()
    } catch {
      valide = false
    }
  }
  const utf16 = estUtf16(debut)
  const encodage = utf16 ?? (valide ? 'utf-8' : 'windows-1252')
  if (!utf16 && debut.subarray(0, 4096).includes(0)) {
    throw new Refusal(
      'invalid',
      'pas-un-tableau',
      'Ce fichier n’est ni un .csv ni un .xlsx. Enregistrez le tableau dans l’un de ces formats, puis déposez-le.',
    )
  }
  return { encodage, debut: iconv.decode(debut.subarray(0, DEBUT), encodage) }
}

function estUtf16(debut: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (debut[0] === 0xff && debut[1] === 0xfe) return 'utf-16le'
  if (debut[0] === 0xfe && debut[1] === 0xff) return 'utf-16be'
  const extrait = debut.subarray(0, 2000)
  let pairs = 0
  let impairs = 0
  for (const [i, octet] of extrait.entries()) if (octet === 0) i % 2 === 0 ? pairs++ : impairs++
  if (impairs > extrait.length / 4) return 'utf-16le'
  return pairs > extrait.length / 4 ? 'utf-16be' : null
}

/** The separator that cuts the first lines in the most columns, the same number each time. */
export function trouverSeparateur(debut: string): Separateur {
  const extrait = debut.length >= 20_000 ? debut.slice(0, debut.lastIndexOf('\n', 20_000) + 1 || 20_000) : debut
  const notes = (Object.keys(SEPARATEURS) as Separateur[]).map(separateur => {
    const lignes = couper(extrait, separateur).filter(l => l.some(c => c !== ''))
    const largeurs = new Map<number, number>()
    for (const { length } of lignes) if (length > 1) largeurs.set(length, (largeurs.get(length) ?? 0) + 1)
    const [largeur = 0, fois = 0] = [...largeurs].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
    return { separateur, note: (fois / Math.max(1, lignes.length)) * Math.min(largeur, 30) }
  })
  const [mieux] = notes.toSorted((a, b) => b.note - a.note)
  return mieux && mieux.note > 0 ? mieux.separateur : ';'
}

function couper(texte: string, delimiter: string): string[][] {
  try {
    return parseSync(texte, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, to: 25 })
  } catch {
    return []
  }
}
