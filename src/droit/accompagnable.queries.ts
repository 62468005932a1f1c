import { type RawBuilder, sql } from 'kysely'
import { accompagnable, NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'

/** `roles`: those that run in households; `suivie`: oriented or followed today; `ecolier`: under sixteen (compulsory schooling). */
export type FaitsAccompagnable = { roles: string[]; suivie: boolean; ecolier: boolean }

/** SQL columns of `FaitsAccompagnable`, for a row of personne (its alias). */
export function faitsAccompagnable(ctx: Context, alias: string): RawBuilder<unknown> {
  const personneId = sql.ref(`${alias}.id`)
  return sql`
  array(select m.role from membre m where m.personne_id = ${personneId} and m.fin is null) as roles,
  exists (select 1 from orientation o where o.personne_id = ${personneId} and o.fin is null)
    or exists (select 1 from accompagnement k where k.personne_id = ${personneId} and k.fin is null) as suivie,
  ${sql.ref(`${alias}.date_naissance`)} > (${ctx.today}::date - interval '16 years')::date as ecolier`
}

/** May this person be convoked, diagnosed, oriented? Who is followed already stays so, whatever the household became. */
export const estAccompagnable = ({ roles, suivie, ecolier }: FaitsAccompagnable): boolean =>
  suivie || (!ecolier && accompagnable(roles))

/** Refuses (conflict) what is only done for who may be accompanied. */
export async function exigerAccompagnable(ctx: Context, personneId: string): Promise<void> {
  if ((await lesAccompagnables(ctx, [personneId])).has(personneId)) return
  throw new Refusal('conflict', 'personne-non-accompagnee', NON_ACCOMPAGNEE)
}

/** Those of these persons who may be accompanied. */
export async function lesAccompagnables(ctx: Context, personneIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<FaitsAccompagnable & { id: string }>`
    select p.id, ${faitsAccompagnable(ctx, 'p')} from personne p where p.id = any(${personneIds}::uuid[])`.execute(
    ctx.db,
  )
  return new Set(rows.filter(estAccompagnable).map(p => p.id))
}
