import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * Closes the follow-up of those whose right ended (import_mouvement 'sortie'): radiation, departure, long suspension. `jour`:
 * YYYY-MM-DD.
 */
export async function cloreSuivis(ctx: Context, jour: string): Promise<void> {
  await sql`
    update accompagnement a set fin = greatest(a.debut, ${jour}::date), fin_motif = m.motif
    from import_mouvement m where m.genre = 'sortie' and m.personne_id = a.personne_id and a.fin is null`.execute(
    ctx.db,
  )
}

/** Puts on hold the follow-up of those who pause (short suspension, income over the threshold): same référent when they come back. */
export async function mettreEnVeille(ctx: Context, jour: string): Promise<void> {
  await sql`
    update accompagnement a set veille_depuis = ${jour}::date
    from import_mouvement m where m.genre = 'veille' and m.personne_id = a.personne_id and a.fin is null
      and a.veille_depuis is null`.execute(ctx.db)
}

/**
 * Those who come back while their follow-up was on hold resume with the same référent, by themselves (rule E1, « counts out »). `jour`:
 * YYYY-MM-DD.
 */
export async function reprendreSuivis(ctx: Context, jour: string): Promise<void> {
  await sql`
    update accompagnement a set veille_depuis = null, repris_le = greatest(a.debut, ${jour}::date)
    from import_mouvement m where m.genre = 'reprise' and m.personne_id = a.personne_id and a.fin is null
      and a.veille_depuis is not null`.execute(ctx.db)
}

/**
 * Opens again the follow-ups closed since the last monthly flow whose closing is undone (import_mouvement 'annulation'). `fluxM1`:
 * its number.
 */
export async function rouvrirSuivis(ctx: Context, fluxM1: number | null): Promise<void> {
  await sql`
    update accompagnement a set fin = null, fin_motif = null
    from import_mouvement m where m.genre = 'annulation' and m.personne_id = a.personne_id and a.fin_motif = m.motif
      and a.fin >= (select recu_le from flux where numero = ${fluxM1})
      and not exists (select 1 from accompagnement s where s.personne_id = a.personne_id and s.id <> a.id and (s.fin is null
        or s.fin > a.fin))`.execute(ctx.db)
}
