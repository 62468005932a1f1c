import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

type SuiviAVenir = { id: string; personneId: string; orientationId: string; debut: string }

/** The running follow-ups brought by a list that begin on a day (YYYY-MM-DD), or after. */
export async function suivisAVenir(ctx: Context, jour: string): Promise<SuiviAVenir[]> {
  const { rows } = await sql<SuiviAVenir>`
    select a.id, a.personne_id, a.orientation_id, a.debut from accompagnement a join orientation o on o.id = a.orientation_id
    where a.fin is null and a.debut >= ${jour}::date and o.fin is null and o.origine = 'reprise-de-suivi' and o.debut = a.debut`.execute(
    ctx.db,
  )
  return rows
}

/** Leaves them out of what runs while something that came before them is applied; to be put back after it. */
export async function ecarterSuivis(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`update accompagnement a set fin = a.debut where a.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}

export async function remettreSuivis(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`update accompagnement a set fin = null where a.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}
