import { sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import { type Permission, rolesQui } from '../agent/roles.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'

export type Collegue = { id: string; nom: string }
type Candidat = Acteur & { habilitationId: string }

/**
 * Colleagues at work who may do this and open this person's file by a role of theirs, by name, the agent who asks apart. The scope of
 * each is the one they would have themselves.
 */
export async function colleguesPour(ctx: Context, personneId: string, permission: Permission): Promise<Collegue[]> {
  const { rows: candidats } = await sql<Candidat>`
    select h.id as habilitation_id, a.id, a.nom, h.role, h.structure_id, h.equipe_id, h.secteur
    from habilitation h join agent_nom a on a.id = h.agent_id
    where a.desactive_le is null and a.id <> ${ctx.agent.id} and h.role = any(${rolesQui(permission)}) and ${habilitationEnCours(ctx.today)}
    order by a.nom, a.id`.execute(ctx.db)
  if (!candidats.length) return []
  // One question per kind of scope, not per agent: a référent's is a relation to the person, which few have.
  const { rows } = await sql<{ habilitationId: string }>`${sql.join(
    candidats.map(
      c => sql`select ${c.habilitationId}::uuid as habilitation_id from personne p
        where p.id = ${personneId} and ${perimetre({ ...ctx, agent: { ...c, genre: 'agent' } }, sql.ref('p.id'))}`,
    ),
    sql` union all `,
  )}`.execute(ctx.db)
  const ouvrent = new Set(rows.map(r => r.habilitationId))
  const retenus = candidats.filter(c => ouvrent.has(c.habilitationId))
  return [...new Map(retenus.map(({ id, nom }) => [id, { id, nom }])).values()]
}
