import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { QuiAgit } from '../socle/use-case.ts'
import { rolesOu } from './roles.ts'

/** SQL condition over `habilitation h`: the role runs on this day (YYYY-MM-DD). The day it ends, it already gives nothing. */
export function habilitationEnCours(jour: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(h.debut <= ${jour}::date and (h.fin is null or h.fin > ${jour}::date))`
}

/** SQL condition: this agent (column) holds one of these roles, that nobody took back. */
export function roleOuvert(agentId: RawBuilder<unknown>, roles: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from habilitation ro where ro.agent_id = ${agentId} and ro.role = any(${roles})
    and ro.fin is null)`
}

/** SQL rows (agent_id, structure_id): who designates référents in the structure they lead, today. */
export const responsablesDe = ({ today }: Pick<QuiAgit, 'today'>): RawBuilder<unknown> => sql`
  select h.agent_id, h.structure_id from habilitation h
  where h.role = any(${rolesOu(r => r.structure && r.permissions.includes('referent.designer'))}) and ${habilitationEnCours(today)}`
