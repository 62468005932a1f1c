import { sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import type { Permission } from '../agent/permissions.ts'
import { rolesOu, rolesQui } from '../agent/roles.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'

export type Collegue = { id: string; nom: string }
const PAR_SECTEUR = rolesOu(r => r.relations.includes('secteur'))

/** SQL queries: where a relation to this person may come from; whether it holds is the scope's to say. */
const structuresDe = (id: string) => sql`
  select structure_id from orientation where personne_id = ${id} and fin is null
  union select structure_id from accompagnement where personne_id = ${id} and fin is null`
const agentsDe = (id: string) => sql`
  select unnest(array[referent_id, co_referent_id]) from accompagnement where personne_id = ${id} and fin is null
  union select agent_id from rendez_vous where personne_id = ${id} and issue is null
  union select agent_id from membre_suivi where personne_id = ${id} and fin is null`

type Candidat = Acteur & { habilitationId: string }

/**
 * Colleagues at work who may do this and open this person's file by a role of theirs, by name, the agent who asks apart. The scope of
 * each is the one they would have themselves: it is asked for those only who may be tied to the person.
 */
export async function colleguesPour(ctx: Context, personneId: string, permission: Permission): Promise<Collegue[]> {
  const { rows: candidats } = await sql<Candidat>`
    select h.id as habilitation_id, a.id, a.nom, h.role, h.structure_id, h.equipe_id, h.secteur
    from habilitation h join agent_nom a on a.id = h.agent_id
    where a.desactive_le is null and a.id <> ${ctx.agent.id} and ${habilitationEnCours(ctx.today)}
      and h.role = any(${rolesQui(permission)}) and h.role = any(${rolesQui('dossier.lire')})
      and (h.role = any(${PAR_SECTEUR}) or h.structure_id in (${structuresDe(personneId)}) or a.id in (${agentsDe(personneId)}))
    order by a.nom, a.id`.execute(ctx.db)
  if (!candidats.length) return []
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
