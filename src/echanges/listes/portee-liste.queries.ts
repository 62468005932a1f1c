import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { habilitationEnCours } from '../../agent/en-cours.queries.ts'
import { perimetre } from '../../agent/perimetre.ts'
import { rolesOu, traits } from '../../agent/roles.ts'
import type { Context } from '../../socle/use-case.ts'

/**
 * SQL condition: a list brought by the agent of `ctx` may write on this person. An import acts for who brought it, with what their
 * roles give them today: the whole territory for who administers it, for the watched folder and for a software given a key; else
 * the communes they work for (domaine.md §8).
 */
export async function porteeDeListe(ctx: Context, personneId: RawBuilder<unknown>): Promise<RawBuilder<SqlBool>> {
  const { genre, id, role: sien } = ctx.agent
  if (genre === 'systeme' || traits(sien)?.listes === 'territoire') return sql`true`
  if (sien !== null) return perimetre(ctx, personneId)
  const { rows } = await sql<{ role: string | null; secteur: string[] | null }>`
    select h.role, h.secteur from agent a left join habilitation h on h.agent_id = a.id and ${habilitationEnCours(ctx.today)}
      and h.role = any(${rolesOu(r => r.listes !== null)}) where a.id = ${id}`.execute(ctx.db)
  const roles = rows.filter(r => r.role !== null)
  if (rows.length === 0 || roles.some(r => traits(r.role)?.listes === 'territoire' || r.secteur === null))
    return sql`true`
  const secteur = roles.flatMap(r => r.secteur ?? [])
  const [role = null] = roles.map(r => r.role)
  return perimetre({ ...ctx, agent: { ...ctx.agent, genre: 'agent', role, secteur } }, personneId)
}
