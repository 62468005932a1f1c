import type { DemandeApplication } from '../../import/adaptateur.ts'
import { lireCsv, rangeesDuDebut } from '../../lecture/tableau/csv.ts'

/** A line by its column names; blanks and the literal NULL are null. `faute`: why it can't be read. */
export type LigneNommee = { ligne: number; valeurs: Record<string, string | null>; faute: string | null }

const nommer = (cellules: readonly string[]) => cellules.map(nom => nom.trim().toLowerCase())

/** Names of the columns of a first line, lower case; none when these bytes don't begin a table. */
export const colonnesDuDebut = (debut: Buffer): string[] => nommer(rangeesDuDebut(debut)[0]?.cellules ?? [])

/** The lines of a table whose first one names its columns, in bounded memory. */
export async function* lireLignes({
  source,
  suivre,
}: Pick<DemandeApplication, 'source' | 'suivre'>): AsyncGenerator<LigneNommee> {
  const { rangees } = await lireCsv(source)
  let colonnes: string[] | null = null
  for await (const { ligne, cellules } of rangees(lus => suivre('Lecture et application', lus, source.taille))) {
    if (cellules.every(c => c.trim() === '')) continue
    if (!colonnes) {
      colonnes = nommer(cellules)
      continue
    }
    yield {
      ligne,
      valeurs: Object.fromEntries(colonnes.map((nom, i) => [nom, lire(cellules[i]?.trim() ?? '')])),
      faute: cellules.length === colonnes.length ? null : 'nombre de colonnes différent de celui de l’en-tête',
    }
  }
}

const lire = (cellule: string) => (cellule === '' || cellule === 'NULL' ? null : cellule)
