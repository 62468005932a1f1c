import { sql } from 'kysely'
import { enregistrer } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitImportRefuse, recitImportRetenu } from './import.recits.ts'

// The ends of a run that changed nothing: refused, held, or stopped with its process.

/** A run that was undone, for somebody to confirm what it would do: the file waits, and says why. */
export async function retenir(
  ctx: Context,
  importId: string,
  refus: { code: string; message: string },
  finLe: string,
): Promise<void> {
  await ctx.db.transaction().execute(async db => {
    const { numUpdatedRows } = await db
      .updateTable('import')
      .set({ statut: 'a-verifier', refus: JSON.stringify(refus), finLe, etape: null, fait: null, total: null })
      .where('id', '=', importId)
      .where('statut', '=', 'en-cours')
      .executeTakeFirst()
    if (numUpdatedRows)
      await enregistrer({ ...ctx, db }, { objet: 'import', id: importId }, recitImportRetenu, {
        apres: { message: refus.message },
      })
  })
}

/** Counts that the process applying the import under way died; null when none is. */
export async function compterArret(ctx: Context): Promise<{ id: string; arrets: number } | null> {
  const { rows } = await sql<{ id: string; arrets: number }>`
    update import set arrets = arrets + 1 where statut = 'en-cours' returning id, arrets`.execute(ctx.db)
  return rows[0] ?? null
}

/** The end of a run that failed. What is applied stays so: the answer to a commit may be lost after it was done. */
export async function refuser(
  ctx: Context,
  importId: string,
  refus: { code: string; message: string },
  finLe: string,
): Promise<void> {
  await ctx.db.transaction().execute(async db => {
    const { numUpdatedRows } = await db
      .updateTable('import')
      .set({ statut: 'refuse', refus: JSON.stringify(refus), finLe, etape: null, fait: null, total: null })
      .where('id', '=', importId)
      .where('statut', '=', 'en-cours')
      .executeTakeFirst()
    if (numUpdatedRows)
      await enregistrer({ ...ctx, db }, { objet: 'import', id: importId }, recitImportRefuse, {
        apres: { message: refus.message },
      })
  })
}
