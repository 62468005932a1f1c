import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../use-case.ts'

/** Some rows of an export, and how many there are in all. */
export type Page<L> = { total: number; lignes: readonly L[] }
export type Lignes<L> = AsyncGenerator<Page<L>, void>

/** Rows read, traced and written at a time: what the memory holds of an export, however long. */
const PAR_PAGE = 1000

/**
 * The rows of a query that says on each how many there are (`count(*) over () as en_tout`, as `pageDe` wants), read by a cursor on
 * one view of the base: neither a row twice nor one forgotten while others write. Who hangs up stops the query.
 */
export async function* parCurseur<L>(ctx: Context, requete: RawBuilder<L & { enTout: number }>): Lignes<L> {
  const lecture = await ctx.db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
  const arret = { signal: ctx.arret, inflightQueryAbortStrategy: 'cancel query' } as const
  try {
    // Planned for all of its rows, not for the first ones.
    await sql`set local cursor_tuple_fraction = 1`.execute(lecture)
    await sql`declare lignes_exportees no scroll cursor for ${requete}`.execute(lecture, arret)
    for (;;) {
      const { rows } = await sql<L & { enTout: number }>`
        fetch forward ${sql.lit(PAR_PAGE)} from lignes_exportees`.execute(lecture, arret)
      if (!rows[0]) return
      yield { total: rows[0].enTout, lignes: rows }
    }
  } finally {
    await lecture.rollback().execute()
  }
}

/** The rows that a list already holds. */
export async function* parPaquets<L>(lignes: readonly L[]): Lignes<L> {
  for (let debut = 0; debut < lignes.length; debut += PAR_PAGE)
    yield { total: lignes.length, lignes: lignes.slice(debut, debut + PAR_PAGE) }
}
