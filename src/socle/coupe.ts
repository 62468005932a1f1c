import { type RawBuilder, sql } from 'kysely'

/** Of rows asked for with `limit max + 1`: those shown, and whether more stay out, which the screen says. */
export function couper<T>(lignes: readonly T[], max: number): { montrees: T[]; tronque: boolean } {
  return { montrees: lignes.slice(0, max), tronque: lignes.length > max }
}

/** Which rows of a list: a page (the first is 1) of so many, or so many from one on. */
type Tranche = { taille: number } & ({ page: number } | { depuis: number })

/**
 * A page of a list, and how many rows and pages there are in all, whatever the page. `lire` puts the limit in its query, whose rows each
 * say the total (`count(*) over () as en_tout`); past the last page no row says it, and it is asked of the first.
 */
export async function pageDe<T>(
  tranche: Tranche,
  lire: (limite: RawBuilder<unknown>) => Promise<readonly (T & { enTout: number })[]>,
): Promise<{ total: number; pages: number; lignes: T[] }> {
  const { taille } = tranche
  const depuis = 'page' in tranche ? (tranche.page - 1) * taille : tranche.depuis
  const lues = await lire(sql`limit ${taille} offset ${depuis}`)
  const temoin = lues[0] ?? (depuis > 0 ? (await lire(sql`limit 1`))[0] : undefined)
  const total = temoin?.enTout ?? 0
  return { total, pages: Math.ceil(total / taille), lignes: lues.map(({ enTout: _, ...ligne }) => ligne as T) }
}
