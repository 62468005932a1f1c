import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { texteDit } from '../../socle/export/formule.ts'
import { Refusal } from '../../socle/refusal.ts'
import { reparerAccents } from '../accents.ts'
import { type Encodage, encodageDuDebut, encodageDuTexte, estBinaire } from '../encodage.ts'
import type { Source } from '../source.ts'
import type { Fichier, Rangee } from './tableau.ts'

const SEPARATEURS = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation', '|': 'barre verticale' } as const
type Separateur = keyof typeof SEPARATEURS
/** A record longer than this is an unclosed quote swallowing the file. */
const LIGNE_MAX = 200_000
const OPTIONS = { bom: true, relax_column_count: true, relax_quotes: true }

/** A text file of rows: its encoding and its separator are found by looking at it; read as a stream, whatever its size. */
export async function lireCsv(source: Source): Promise<Fichier> {
  const { encodage, debut } = await encodageDuTexte(source)
  if (estBinaire(debut)) {
    throw new Refusal(
      'invalid',
      'pas-un-tableau',
      'Ce fichier n’est ni un .csv ni un .xlsx. Enregistrez le tableau dans l’un de ces formats, puis déposez-le.',
    )
  }
  const separateur = trouverSeparateur(iconv.decode(debut, encodage))
  return {
    format: 'csv',
    description: `CSV, ${encodage}, ${SEPARATEURS[separateur]}`,
    feuilles: [],
    feuille: null,
    rangees: lus => rangees(source, encodage, separateur, lus),
  }
}

async function* rangees(
  source: Source,
  encodage: Encodage,
  delimiter: Separateur,
  lus?: (octets: number) => void,
): AsyncIterable<Rangee> {
  const octets = Readable.from(lus ? compter(source, lus) : source.octets())
  const analyse = parse({ ...OPTIONS, delimiter, bom: false, skip_empty_lines: false, max_record_size: LIGNE_MAX })
  const texte = octets.pipe(iconv.decodeStream(encodage))
  octets.on('error', e => analyse.destroy(e))
  texte.pipe(analyse)
  let ligne = 0
  try {
    for await (const cellules of analyse as AsyncIterable<string[]>)
      yield { ligne: ++ligne, cellules: cellules.map(texteDit) }
  } catch (erreur) {
    if (!(erreur as { code?: string }).code?.startsWith('CSV_')) throw erreur
    throw new Refusal(
      'invalid',
      'csv-illisible',
      `Rien n’a changé : le fichier est illisible après la ligne ${ligne}, un guillemet n’y est pas refermé ou une ligne est sans fin. Corrigez-la, puis déposez le fichier de nouveau.`,
    )
  } finally {
    octets.destroy()
  }
}

async function* compter(source: Source, lus: (octets: number) => void): AsyncIterable<Buffer> {
  let faits = 0
  for await (const morceau of source.octets()) {
    yield morceau
    faits += morceau.length
    lus(faits)
  }
}

/** The first rows that the first bytes of a file hold whole, at most 25; none when they are no table: binary, XML, JSON. */
export function rangeesDuDebut(debut: Buffer): Rangee[] {
  if (estBinaire(debut)) return []
  const texte = iconv.decode(debut, encodageDuDebut(debut))
  if (/^\s*[<{]/.test(texte)) return []
  const entieres = texte.slice(0, texte.lastIndexOf('\n') + 1) || texte
  return couper(entieres, trouverSeparateur(entieres)).map((cellules, i) => ({
    ligne: i + 1,
    cellules: cellules.map(reparerAccents),
  }))
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

/** The first rows of a text, at most 25: those before a quote that is never closed. */
function couper(texte: string, delimiter: string): string[][] {
  const lignes: string[][] = []
  try {
    parseSync(texte, { ...OPTIONS, delimiter, to: 25, on_record: (ligne: string[]) => void lignes.push(ligne) })
  } catch {
    return lignes
  }
  return lignes
}
