import { type RawBuilder, sql } from 'kysely'
import { autorise } from '../agent/autorise.ts'
import { perimetre } from '../agent/perimetre.ts'
import { AVIS } from '../avis.ts'
import type { Context } from '../socle/use-case.ts'
import { NON_LUS_MAX } from './avis.ts'

/**
 * SQL rows: the notices of the agent who asks, that their role may read. One about a person is there while they may open her; one of
 * their own diary stays, without her name.
 */
export function visibles(ctx: Context, quels: RawBuilder<unknown>): RawBuilder<unknown> {
  const lisibles = AVIS.filter(a => autorise(ctx.agent, a.permission ?? 'connecte'))
  const sansNom = lisibles.filter(a => a.sansNom).map(a => a.genre)
  const perissables = lisibles.flatMap(({ genre, encore }) =>
    encore ? sql`and (a.genre <> ${genre} or ${encore})` : [],
  )
  return sql`
    select a.id, a.genre, a.groupe, a.le, a.lu_le, a.evenement_id, a.objet_id, a.faits, p.id as personne_id
    from avis a left join lateral (
      select k.id from personne x join personne k on k.id = coalesce(x.fusionnee_dans, x.id)
      where x.id = a.personne_id and ${perimetre(ctx, sql.ref('k.id'))}) p on true
    where a.agent_id = ${ctx.agent.id} and ${quels} and a.genre = any(${lisibles.map(a => a.genre)})
      and (a.personne_id is null or p.id is not null or a.genre = any(${sansNom})) ${sql.join(perissables, sql` `)}`
}

/** Rows looked at to count lines: one of them may tell of hundreds. */
const NON_LUS_LUS = 1000

/** How many lines wait to be read: those told in one line count once. Stops at NON_LUS_MAX. */
export async function compterNonLus(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from (${visibles(ctx, sql`a.lu_le is null`)} limit ${NON_LUS_LUS}) v
      group by v.genre, v.groupe limit ${NON_LUS_MAX}) l`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
