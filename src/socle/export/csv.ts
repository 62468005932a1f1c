import { type Options, stringify } from 'csv-stringify/sync'
import { type Cellule, type Colonne, enUnites } from './colonnes.ts'
import { sansFormule } from './formule.ts'

/**
 * CSV as French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, CRLF, a comma in decimal numbers. Nothing
 * somebody typed is ever computed (`sansFormule`); `lireCsv` gives it back. A number is nobody's text: it stays one.
 */
const OPTIONS: Options = {
  delimiter: ';',
  record_delimiter: 'windows',
  quote_record_delimiter: true,
  cast: {
    string: sansFormule,
    number: valeur => String(valeur).replace('.', ','),
    boolean: valeur => (valeur ? 'oui' : 'non'),
  },
}
const MARQUE = '\ufeff'

type Rangee = readonly Cellule[]

/** A whole table at once, headers included, for what is small. */
export const ecrireCsv = (rangees: readonly Rangee[]): Buffer => Buffer.from(MARQUE + lignes(rangees))

const lignes = (rangees: readonly Rangee[]) => stringify(rangees as Cellule[][], OPTIONS)

/** A table page by page: its headers once, then each page as soon as it is there. */
export async function* csv<L>(
  colonnes: readonly Colonne<L>[],
  pages: AsyncIterable<readonly L[]>,
): AsyncGenerator<Buffer> {
  let entetes: Rangee[] = [colonnes.map(c => c.titre)]
  for await (const page of pages) {
    const rangees = page.map(ligne => colonnes.map(colonne => enTexte(colonne, colonne.valeur(ligne))))
    yield entetes.length ? ecrireCsv([...entetes, ...rangees]) : Buffer.from(lignes(rangees))
    entetes = []
  }
}

const enTexte = ({ genre }: Pick<Colonne<never>, 'genre'>, valeur: Cellule): Cellule =>
  typeof valeur === 'number' ? enUnites(valeur, genre) : valeur
