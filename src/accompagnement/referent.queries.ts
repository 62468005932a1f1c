import { type RawBuilder, sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_DE_SUIVI } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import type { Charge } from './accompagnement.ts'

/** SQL: the cap of an habilitation (column), else the territory's value in force, else the default (rule A2). */
export function plafondEffectif(ctx: Context, plafond: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce(${plafond}, ${parametreEnSql(ctx, 'portefeuille.plafond')})`
}

/** SQL: how many persons an agent (column) follows now. Those « en veille » wait without taking a place. */
export function chargeDe(agentId: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(select count(*)::int from accompagnement ca
    where ca.referent_id = ${agentId} and ca.fin is null and ca.veille_depuis is null)`
}

/** SQL: a row of what `chargeDe` counts, and of those « en veille », for an agent (column); in one structure when given. */
export function chargeEtVeille(
  agentId: RawBuilder<unknown>,
  structureId?: RawBuilder<unknown>,
): RawBuilder<{ suivis: number; veille: number }> {
  return sql`select count(*) filter (where ca.veille_depuis is null)::int as suivis, count(ca.veille_depuis)::int as veille
    from accompagnement ca where ca.referent_id = ${agentId} and ca.fin is null
      and ${structureId ? sql`ca.structure_id = ${structureId}` : sql`true`}`
}

export type ReferentEnPoste = Charge & { nom: string }

/**
 * The référent at work in this structure, kept so until the end of the command, with their load; null when they have no running
 * habilitation there.
 */
export async function trouverReferent(
  ctx: Context,
  agentId: string,
  structureId: string,
): Promise<ReferentEnPoste | null> {
  const { rows } = await sql<ReferentEnPoste>`
    select n.nom, ${chargeDe(sql.ref('a.id'))} as suivis,
      ${plafondEffectif(ctx, sql.ref('h.plafond'))} as plafond
    from habilitation h join agent a on a.id = h.agent_id join agent_nom n on n.id = a.id
    where a.id = ${agentId} and a.desactive_le is null and h.role = ${ROLE_DE_SUIVI} and h.structure_id = ${structureId}
      and ${habilitationEnCours(ctx.today)} for share of a, h`.execute(ctx.db)
  return rows[0] ?? null
}

/** Is this agent a référent at work, in any structure? A pair joins two bodies (rule A1). */
export async function estReferentEnPoste(ctx: Context, agentId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from habilitation h join agent a on a.id = h.agent_id
    where a.id = ${agentId} and a.desactive_le is null and h.role = ${ROLE_DE_SUIVI}
      and ${habilitationEnCours(ctx.today)} limit 1 for share of a, h`.execute(ctx.db)
  return rows.length > 0
}
