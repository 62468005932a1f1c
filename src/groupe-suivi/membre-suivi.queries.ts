import { sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { rolesOu } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'
import type { Champ } from './groupe-suivi.ts'

export type CoIntervenant = { id: string; nom: string; structure: string | null }

/** The agents at work who come in for one field of a file; one of them when `agentId` is given. */
export async function coIntervenants(ctx: Context, agentId: string | null = null): Promise<CoIntervenant[]> {
  const { rows } = await sql<CoIntervenant>`
    select distinct on (a.nom, a.prenom, a.id) a.id, a.prenom || ' ' || a.nom as nom, s.nom as structure
    from agent a join habilitation h on h.agent_id = a.id left join structure s on s.id = h.structure_id
    where a.desactive_le is null and h.role = any(${rolesOu(r => r.voit === 'champ')})
      and ${habilitationEnCours(ctx.today)}
      and ${agentId === null ? sql`true` : sql`a.id = ${agentId}`}
    order by a.nom, a.prenom, a.id, s.nom`.execute(ctx.db)
  return rows
}

export type MembreDuGroupe = {
  id: string
  agentId: string
  agent: string
  telephone: string | null
  champ: Champ
  debut: string
  fin: string | null
}

/** The members of the groupe de suivi of a person, running ones first; with `jusqua` (YYYY-MM-DD), as it was that day. */
export async function membresDuGroupe(
  ctx: Context,
  personneId: string,
  jusqua: string | null,
): Promise<MembreDuGroupe[]> {
  const { rows } = await sql<MembreDuGroupe>`
    select m.id, m.agent_id, a.nom as agent, a.telephone, m.champ, m.debut,
      case when m.fin <= coalesce(${jusqua}::date, 'infinity') then m.fin end as fin
    from membre_suivi m join agent_nom a on a.id = m.agent_id
    where m.personne_id = ${personneId} and m.debut <= coalesce(${jusqua}::date, 'infinity')
    order by m.fin desc nulls first, m.debut, m.id`.execute(ctx.db)
  return rows
}
