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

/**
 * Opens again the orientations closed since the last monthly flow whose closing is undone (import_mouvement 'annulation').
 * `fluxM1`: its number.
 */
export async function rouvrirOrientations(ctx: Context, fluxM1: number | null): Promise<void> {
  await sql`
    update orientation o set fin = null, fin_motif = null
    from import_mouvement m where m.genre = 'annulation' and m.personne_id = o.personne_id and o.fin_motif = m.motif
      and o.fin >= (select recu_le from flux where numero = ${fluxM1})
      and not exists (select 1 from orientation s where s.personne_id = o.personne_id and s.id <> o.id and (s.fin is null
        or s.fin > o.fin))`.execute(ctx.db)
}
