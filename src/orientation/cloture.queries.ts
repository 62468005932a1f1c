import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** Closes the running orientation of those whose right ended (import_mouvement 'sortie'). `jour`: YYYY-MM-DD. */
export async function cloreOrientationsSorties(ctx: Context, jour: string): Promise<void> {
  await sql`
    update orientation o set fin = greatest(o.debut, ${jour}::date), fin_motif = m.motif
    from import_mouvement m where m.genre = 'sortie' and m.personne_id = o.personne_id and o.fin is null`.execute(
    ctx.db,
  )
}
