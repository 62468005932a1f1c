import { sql } from 'kysely'
import { traits } from '../agent/roles.ts'
import type { Dominante } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'

type SansReferent = { personneId: string; nom: string; prenom: string; dominante: Dominante; depuis: string }

/** More than a structure lets wait: the others come as these are designated. */
const AU_PLUS = 100

/**
 * Those oriented to the structure of who leads a team, or the whole of it, whom nobody follows yet, longest waiting first. They are
 * shown to every team until one takes them (relations.queries.ts); to nobody else.
 */
export async function sansReferent(ctx: Context): Promise<SansReferent[]> {
  if (traits(ctx.agent.role)?.portefeuille !== 'equipe') return []
  const { rows } = await sql<SansReferent>`
    select o.personne_id, p.nom, p.prenom, o.dominante, o.debut as depuis
    from orientation o join personne p on p.id = o.personne_id and p.fusionnee_dans is null
    where o.fin is null and o.structure_id = ${ctx.agent.structureId}
      and not exists (select 1 from accompagnement a where a.personne_id = o.personne_id and a.fin is null)
    order by o.debut, p.nom, o.personne_id limit ${AU_PLUS}`.execute(ctx.db)
  return rows
}
