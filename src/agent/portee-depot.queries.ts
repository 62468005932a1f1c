import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import { rolesOu, traits } from './roles.ts'

/** The communes (INSEE codes) that a list may write on, and the role that gives them; null: the whole territory. */
export type PorteeDepot = { role: string | null; secteur: string[] } | null

/**
 * What a list brought by the agent of `ctx` reaches. An import acts for who brought it, with what their roles give them today: the
 * whole territory for who administers it, for the watched folder and for a software given a key; else the communes they work for
 * (domaine.md §8).
 */
export async function porteeDuDepot(ctx: Context): Promise<PorteeDepot> {
  const { genre, id, role: sien } = ctx.agent
  if (genre === 'systeme' || traits(sien)?.listes === 'territoire') return null
  const { rows } = await sql<{ role: string | null; secteur: string[] | null }>`
    select h.role, h.secteur from agent a left join habilitation h on h.agent_id = a.id and ${habilitationEnCours(ctx.today)}
      and h.role = any(${rolesOu(r => r.listes !== null)}) where a.id = ${id}`.execute(ctx.db)
  const roles = rows.filter(r => r.role !== null)
  if (rows.length === 0 || roles.some(r => traits(r.role)?.listes === 'territoire' || r.secteur === null)) return null
  return { role: roles[0]?.role ?? null, secteur: roles.flatMap(r => r.secteur ?? []) }
}
