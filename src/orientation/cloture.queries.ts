import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** Ends the running orientations, kept as history: the one way to. `fins`: SQL rows of `Fin` (accompagnement/suivi.queries.ts). */
export async function cloreOrientations(ctx: Context, fins: RawBuilder<unknown>): Promise<void> {
  await sql`
    update orientation o set fin = greatest(o.debut, f.le), fin_motif = f.motif, fin_par = f.par
    from (${fins}) f where f.personne_id = o.personne_id and o.fin is null`.execute(ctx.db)
}

/** SQL condition over an orientation (its alias): its structure still receives. */
export const structureOuverte = (ctx: Context, alias: 'o' | 'v'): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select 1 from structure so where so.id = ${sql.ref(`${alias}.structure_id`)} and coalesce(so.fermee_le > ${ctx.today}::date, true))`

/**
 * Gives back orientations whose end is undone: the one way to. Never one that another follows, nor to a structure closed since. `quand`:
 * SQL condition over `o`.
 */
export async function rendreOrientations(ctx: Context, quand: RawBuilder<unknown>): Promise<void> {
  await sql`
    update orientation o set fin = null, fin_motif = null, fin_par = null
    where ${quand} and o.fin is not null and ${structureOuverte(ctx, 'o')}
      and not exists (select 1 from orientation s where s.personne_id = o.personne_id and s.id <> o.id and (s.fin is null
        or s.fin > o.fin))`.execute(ctx.db)
}

/** Leaves orientations out of what runs while something that came before them is applied; to be put back after it. */
export async function ecarterOrientations(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`update orientation o set fin = o.debut where o.id = any(${[...ids]}::uuid[]) and o.fin is null`.execute(
    ctx.db,
  )
}

export async function remettreOrientations(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`update orientation o set fin = null where o.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
}
