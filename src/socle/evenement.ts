import { type RawBuilder, sql } from 'kysely'
import type { Context } from './use-case.ts'

/**
 * Writes one timeline entry per row of `source`, which selects personne_id, type (text), avant (jsonb), apres (jsonb).
 * For acts that touch thousands of persons at once (a flow); `ctx.record` is for one.
 */
export async function enregistrerTous(ctx: Context, source: RawBuilder<unknown>, le: string): Promise<void> {
  await sql`
    insert into evenement (personne_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres, import)
    select s.personne_id, s.type, ${le}::timestamptz, ${ctx.now}::timestamptz, ${ctx.agent.genre},
      ${ctx.agent.genre === 'systeme' ? null : ctx.agent.id}::uuid, ${ctx.agent.nom}, s.avant, s.apres, ${ctx.import}::integer
    from (${source}) s`.execute(ctx.db)
}
