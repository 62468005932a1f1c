import { type RawBuilder, sql } from 'kysely'
import { accompagnable, NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'

/** `roles`: those that run in households; `suivie`: oriented or followed today. */
export type FaitsAccompagnable = { roles: string[]; suivie: boolean }

/** SQL columns of `FaitsAccompagnable`, for a person (column). */
export const faitsAccompagnable = (personneId: RawBuilder<unknown>) => sql`
  array(select m.role from membre m where m.personne_id = ${personneId} and m.fin is null) as roles,
  exists (select 1 from orientation o where o.personne_id = ${personneId} and o.fin is null)
    or exists (select 1 from accompagnement k where k.personne_id = ${personneId} and k.fin is null) as suivie`

/** May this person be convoked, diagnosed, oriented? Who is followed already stays so, whatever the household became. */
export const estAccompagnable = ({ roles, suivie }: FaitsAccompagnable): boolean => suivie || accompagnable(roles)

/** Refuses (conflict) what is only done for who may be accompanied. */
export async function exigerAccompagnable(ctx: Context, personneId: string): Promise<void> {
  const { rows } = await sql<FaitsAccompagnable>`
    select ${faitsAccompagnable(sql.ref('p.id'))} from personne p where p.id = ${personneId}`.execute(ctx.db)
  if (rows[0] && !estAccompagnable(rows[0])) throw new Refusal('conflict', 'personne-non-accompagnee', NON_ACCOMPAGNEE)
}
