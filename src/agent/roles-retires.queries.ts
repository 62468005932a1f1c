import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { ROLES, type Role } from './roles.ts'

/** Why a list doesn't give a role back: only who took it may. */
export const ROLE_RETIRE = 'l’administrateur le lui a retiré'

/**
 * What became of this role for the agent of this address: held now, taken back, or never given. A role that is held nowhere is the
 * same one whatever structure an administrator said for it.
 */
export type SortDuRole = (courriel: string, role: Role, structureId: string | null) => 'tenu' | 'retire' | null

/** What became of the roles of agents, by their addresses. */
export async function sortDesRoles(ctx: Context, courriels: readonly string[]): Promise<SortDuRole> {
  const { rows } = await sql<{ courriel: string; role: string; structureId: string | null; tenu: boolean }>`
    select a.courriel, h.role, h.structure_id, bool_or(h.fin is null) as tenu
    from agent a join habilitation h on h.agent_id = a.id
    where a.courriel = any(${courriels}) group by a.courriel, h.role, h.structure_id`.execute(ctx.db)
  const parAdresse = Map.groupBy(rows, r => r.courriel)
  return (courriel, role, structureId) => {
    const connus = (parAdresse.get(courriel) ?? []).filter(
      r => r.role === role && (!ROLES[role].structure || r.structureId === structureId),
    )
    if (connus.length === 0) return null
    return connus.some(r => r.tenu) ? 'tenu' : 'retire'
  }
}
