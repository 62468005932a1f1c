import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { estMene } from '../agent/relations.queries.ts'
import { ROLE_DE_SUIVI } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'
import { chargeEtVeille, plafondEffectif } from './referent.queries.ts'

export const ChargeReferent = z.object({
  id: z.uuid(),
  nom: z.string(),
  equipeId: z.uuid().nullable(),
  equipe: z.string().nullable(),
  /** Led by the agent who asks; another may only be handed persons over. */
  mene: z.boolean(),
  suivis: z.number().int(),
  veille: z.number().int(),
  plafond: z.number().int(),
})
export type ChargeReferent = z.infer<typeof ChargeReferent>

/**
 * SQL query: the référents at work in the structure of the agent who asks, with their load against their cap (rule A2). `quand`: which
 * ones, over a row `a` of agent_nom.
 */
export const chargesReferents = (
  ctx: Context,
  quand: RawBuilder<SqlBool>,
): RawBuilder<ChargeReferent> => sql<ChargeReferent>`
  select a.id, a.nom, charge.suivis, charge.veille, h.equipe_id, e.nom as equipe, ${estMene(ctx, sql.ref('a.id'))} as mene,
    ${plafondEffectif(ctx, sql.ref('h.plafond'))} as plafond
  from habilitation h join agent_nom a on a.id = h.agent_id left join equipe e on e.id = h.equipe_id
    cross join lateral (${chargeEtVeille(sql.ref('a.id'))}) charge
  where h.role = ${ROLE_DE_SUIVI} and h.structure_id = ${ctx.agent.structureId} and a.desactive_le is null
    and ${habilitationEnCours(ctx.today)} and ${quand}`
