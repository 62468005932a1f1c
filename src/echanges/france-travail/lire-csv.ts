import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { DemandeApplication } from '../../import/adaptateur.ts'
import { Refusal } from '../../socle/refusal.ts'

/** A line by its column names; blanks and the literal NULL are null. `faute`: why it can't be read. */
export type LigneCsv = { ligne: number; valeurs: Record<string, string | null>; faute: string | null }

/** Longest line, in characters: a quote never closed would swallow the file. */
const LIGNE_MAX = 100_000

/** Names of the columns of a first line, lower case; nothing when it isn't such a table. */
export function colonnesCsv(debut: Buffer): string[] {
  const [entete = ''] = debut
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .split(/\r?\n/, 1)
  return entete.length > LIGNE_MAX ? [] : entete.split(';').map(nom => nom.replaceAll('"', '').trim().toLowerCase())
}

/**
 * Reads a `;` table line after line, in bounded memory: UTF-8 when the whole file is, windows-1252 otherwise.
 * Refuses (invalid, csv-illisible) a quote never closed or an endless line.
 */
export async function* lireCsv({
  source,
  suivre,
}: Pick<DemandeApplication, 'source' | 'suivre'>): AsyncGenerator<LigneCsv> {
  const encodage = (await estUtf8(source)) ? 'utf-8' : 'windows1252'
  const analyseur = parse({
    delimiter: ';',
    record_delimiter: ['\r\n', '\n'],
    bom: true,
    columns: (noms: string[]) => noms.map(nom => nom.toLowerCase()),
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LIGNE_MAX,
  })
  const texte = async function* () {
    const decodeur = iconv.getDecoder(encodage)
    let faits = 0
    for await (const octets of source.octets()) {
      yield decodeur.write(octets)
      faits += octets.length
      suivre('Lecture et application', faits, source.taille)
    }
    yield decodeur.end() ?? ''
  }
  pipeline(Readable.from(texte()), analyseur, () => {})
  try {
    for await (const { record, info } of analyseur as AsyncIterable<Lu>) {
      const valeurs = Object.fromEntries(
        Object.entries(record).map(([nom, v]) => [nom, v === undefined || v === '' || v === 'NULL' ? null : v]),
      )
      yield {
        ligne: info.lines,
        valeurs,
        faute: info.error ? 'nombre de colonnes différent de celui de l’en-tête' : null,
      }
    }
  } catch (erreur) {
    const { code, lines } = erreur as { code?: string; lines?: number }
    if (!code?.startsWith('CSV_')) throw erreur
    throw new Refusal(
      'invalid',
      'csv-illisible',
      `Le fichier est refusé, rien n’a changé : un guillemet n’est pas refermé, ou une ligne est sans fin, vers la ligne ${lines ?? '?'}.`,
    )
  }
}

type Lu = { record: Record<string, string | undefined>; info: { lines: number; error?: unknown } }

async function estUtf8(source: DemandeApplication['source']): Promise<boolean> {
  const decodeur = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const octets of source.octets()) decodeur.decode(octets, { stream: true })
    decodeur.decode()
    return true
  } catch {
    return false
  }
}
