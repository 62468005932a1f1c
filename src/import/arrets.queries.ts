import { sql } from 'kysely'
import { enregistrer } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitImportRefuse, recitImportRetenu } from './import.recits.ts'

// The ends of a run that changed nothing: refused, held, or stopped with its process.

type Refus = { code: string; message: string }

/** A run that was undone, for somebody to confirm what it would do: the file waits, and says why. */
export const retenir = (ctx: Context, importId: string, refus: Refus, finLe: string): Promise<void> =>
  finir(ctx, importId, { statut: 'a-verifier', recit: recitImportRetenu, refus, finLe })

/** The end of a run that failed. What is applied stays so: the answer to a commit may be lost after it was done. */
export const refuser = (ctx: Context, importId: string, refus: Refus, finLe: string): Promise<void> =>
  finir(ctx, importId, { statut: 'refuse', recit: recitImportRefuse, refus, finLe })

type Fin = {
  statut: 'a-verifier' | 'refuse'
  recit: typeof recitImportRefuse | typeof recitImportRetenu
  refus: Refus
  finLe: string
}

async function finir(ctx: Context, importId: string, { statut, recit, refus, finLe }: Fin): Promise<void> {
  await ctx.db.transaction().execute(async db => {
    const { numUpdatedRows } = await db
      .updateTable('import')
      .set({ statut, refus: JSON.stringify(refus), finLe, etape: null, fait: null, total: null })
      .where('id', '=', importId)
      .where('statut', '=', 'en-cours')
      .executeTakeFirst()
    if (numUpdatedRows)
      await enregistrer({ ...ctx, db }, { objet: 'import', id: importId }, recit, { apres: { message: refus.message } })
  })
}

/** Counts that the process applying the import under way died; null when none is. */
export async function compterArret(ctx: Context): Promise<{ id: string; arrets: number } | null> {
  const { rows } = await sql<{ id: string; arrets: number }>`
    update import set arrets = arrets + 1 where statut = 'en-cours' returning id, arrets`.execute(ctx.db)
  return rows[0] ?? null
}
