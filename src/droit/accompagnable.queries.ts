import { type RawBuilder, sql } from 'kysely'
import {
  empechementAccompagnement,
  type FaitsAccompagnable,
  type MotifNonAccompagnee,
  NON_ACCOMPAGNEE,
} from '../personne/foyer.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'

/** SQL columns of `FaitsAccompagnable`, for a row of personne (its alias). */
export function faitsAccompagnable(alias: string): RawBuilder<unknown> {
  const personneId = sql.ref(`${alias}.id`)
  return sql`
  exists (select 1 from dossier_clos z where z.personne_id = ${personneId}) as clos,
  array(select m.role from membre m where m.personne_id = ${personneId} and m.fin is null) as roles,
  exists (select 1 from orientation o where o.personne_id = ${personneId} and o.fin is null)
    or exists (select 1 from accompagnement k where k.personne_id = ${personneId} and k.fin is null) as suivie,
  ${sql.ref(`${alias}.date_naissance`)} as date_naissance`
}

/** Refuses (conflict) what adds to, or takes back, an accompaniment that a closing ended (rule A10): open the file again first. */
export async function exigerDossierOuvert(ctx: Context, personneId: string): Promise<void> {
  if ((await dossiersClos(ctx, [personneId])).has(personneId))
    throw new Refusal('conflict', 'dossier-clos', NON_ACCOMPAGNEE['dossier-clos'])
}

/** Those of these persons whose file an agent closed. */
export async function dossiersClos(ctx: Context, personneIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select personne_id as id from dossier_clos where personne_id = any(${[...personneIds]}::uuid[])`.execute(ctx.db)
  return new Set(rows.map(r => r.id))
}

/** Those, in these households (numbers of RSA claims), whose file an agent closed. */
export async function dossiersClosDesFoyers(ctx: Context, numeros: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select z.personne_id as id from foyer f join membre m on m.foyer_id = f.id and m.fin is null
      join dossier_clos z on z.personne_id = m.personne_id
    where f.numero_demande_rsa = any(${[...numeros]})`.execute(ctx.db)
  return new Set(rows.map(r => r.id))
}

/** Refuses (conflict) what is only done for who may be accompanied. */
export async function exigerAccompagnable(ctx: Context, personneId: string): Promise<void> {
  const motif = (await nonAccompagnables(ctx, [personneId])).get(personneId)
  if (motif) throw new Refusal('conflict', motif, NON_ACCOMPAGNEE[motif])
}

/** Those of these persons who may not be accompanied, each with why. */
export async function nonAccompagnables(
  ctx: Context,
  personneIds: readonly string[],
): Promise<Map<string, MotifNonAccompagnee>> {
  const { rows } = await sql<FaitsAccompagnable & { id: string }>`
    select p.id, ${faitsAccompagnable('p')} from personne p where p.id = any(${personneIds}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.flatMap(p => {
      const motif = empechementAccompagnement(p, ctx.today)
      return motif ? [[p.id, motif] as const] : []
    }),
  )
}
