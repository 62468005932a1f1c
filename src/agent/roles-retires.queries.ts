import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** Why a list doesn't give a role back: only who took it may. */
export const ROLE_RETIRE = 'l’administrateur le lui a retiré'

/** Was this role, in this structure, taken back from the agent of this address, who holds it no more? */
export type Retires = (courriel: string, role: string, structureId: string | null) => boolean

/** The roles taken back from agents, by their addresses. */
export async function rolesRetires(ctx: Context, courriels: readonly string[]): Promise<Retires> {
  const { rows } = await sql<{ courriel: string; role: string; structureId: string | null }>`
    select a.courriel, h.role, h.structure_id from agent a join habilitation h on h.agent_id = a.id
    where a.courriel = any(${courriels})
    group by a.courriel, h.role, h.structure_id having every(h.fin is not null)`.execute(ctx.db)
  return (courriel, role, structureId) =>
    rows.some(r => r.courriel === courriel && r.role === role && r.structureId === structureId)
}
