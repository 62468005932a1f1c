import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { marquerIssue } from './deplacer-rendez-vous.ts'
import { trouverRendezVous } from './rendez-vous.queries.ts'
import type { RendezVousAVenir } from './rendez-vous.ts'

/** The appointments of a person that are still to come, the next one first; with these agents only, when said. */
export async function rendezVousAVenir(
  ctx: Context,
  personneId: string,
  avec: readonly string[] | null = null,
): Promise<RendezVousAVenir[]> {
  const { rows } = await sql<RendezVousAVenir>`
    select r.id, r.debut, a.nom as agent from rendez_vous r join agent_nom a on a.id = r.agent_id
    where r.personne_id = ${personneId} and r.issue is null and r.debut >= ${ctx.now}::timestamptz
      ${avec ? sql`and r.agent_id = any(${[...avec]}::uuid[])` : sql``}
    order by r.debut, r.id`.execute(ctx.db)
  return rows
}

/**
 * SQL (text, null when there is none) over `rendez_vous r`: in what somebody has to interpret at this appointment to come, when nobody is
 * planned: the need may be noted after it was given.
 */
export const interpreteAPrevoir = (ctx: Context): RawBuilder<string | null> => sql<string | null>`case
  when r.issue is null and not r.interprete_prevu and r.debut > ${ctx.now}::timestamptz then (
    select nullif(concat_ws(', ', x.langue, case when x.lsf then 'langue des signes' end), '')
    from precaution x where x.personne_id = r.personne_id) end`

/** Calls these appointments off, the person being locked: by the service (rule C3), each in the timeline, who receives being told. */
export async function annulerRendezVous(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const rendezVous = await trouverRendezVous(ctx, id)
    if (rendezVous) await marquerIssue(ctx, rendezVous, 'annule-service')
  }
}
