import { sourceDe } from '../../import/depot/contenu.ts'
import { aPart } from '../../lecture/tableau/a-part.ts'
import { lireTableau } from '../../lecture/tableau/tableau.ts'
import type { Context } from '../../socle/use-case.ts'
import { entetesConnus } from '../listes/champs/proposer.ts'

/** These lines of a deposited table, read again in its file, by number: their cells, in the order of its titles. */
export async function relireLignes(
  ctx: Context,
  importId: string,
  feuille: string | null,
  numeros: readonly number[],
): Promise<{ entetes: readonly string[]; cellules: Map<number, string[]> }> {
  const source = await sourceDe(ctx, importId)
  return aPart(source, async ouvrir => {
    const { entetes, lignes } = await lireTableau(source, feuille, entetesConnus, ouvrir)
    const cellules = new Map<number, string[]>()
    for await (const { ligne, cellules: lues } of lignes(new Set(numeros)))
      cellules.set(ligne, lues.slice(0, entetes.length))
    return { entetes, cellules }
  })
}
