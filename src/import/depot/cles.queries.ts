import { sql } from 'kysely'
import { autreCle, chiffrer, dechiffrer } from '../../socle/auth/cles.ts'
import type { Context } from '../../socle/use-case.ts'

/** Pieces encrypted again in one transaction: 16 MB in memory, and what a cut would lose. */
const LOT = 8

/**
 * Encrypts the next pieces of files that another key closed, after the one given. Returns how many and the last one, from which to
 * go on, or null when none is left.
 */
export async function renouvelerMorceaux(
  ctx: Context,
  apres: { importId: string; rang: number } | null,
): Promise<{ renouveles: number; dernier: { importId: string; rang: number } } | null> {
  const { code } = ctx.territoire
  const { rows } = await sql<{ importId: string; rang: number; octets: Buffer }>`
    select import_id, rang, octets from import_morceau
    where ${autreCle(sql.ref('octets'))}
      and ${apres ? sql`(import_id, rang) > (${apres.importId}::uuid, ${apres.rang}::integer)` : sql`true`}
    order by import_id, rang limit ${LOT} for update`.execute(ctx.db)
  const dernier = rows.at(-1)
  if (!dernier) return null
  for (const { importId, rang, octets } of rows)
    await ctx.db
      .updateTable('importMorceau')
      .set({ octets: chiffrer(code, 'fichier', dechiffrer(code, 'fichier', octets)) })
      .where('importId', '=', importId)
      .where('rang', '=', rang)
      .execute()
  return { renouveles: rows.length, dernier: { importId: dernier.importId, rang: dernier.rang } }
}
