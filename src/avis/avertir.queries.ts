import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { rolesOu } from '../agent/roles.ts'
import { AVIS } from '../avis.ts'
import type { Avis, FaitsEnSql } from '../socle/recit.ts'
import type { Context } from '../socle/use-case.ts'

const EN_SQL: FaitsEnSql<z.ZodObject> = {
  avant: cle => sql`(e.avant ->> ${cle}::text)`,
  apres: cle => sql`(e.apres ->> ${cle}::text)`,
  sujet: sql`coalesce(e.personne_id::text, e.objet_id)`,
}

/** SQL query of the agents who may read this kind of notice today. */
const quiPeut = ({ permission }: Avis, { today }: Context) => sql`
  select h.agent_id from habilitation h
  where h.role = any(${rolesOu(r => r.permissions.some(p => p === permission))}) and ${habilitationEnCours(today)}`

/** SQL rows of the agents to tell of an event `e`. */
function destinataires(avis: Avis, ctx: Context): RawBuilder<unknown> {
  const { genre, qui, plusieurs, auteurAussi } = avis
  const agents = typeof qui === 'function' ? qui(EN_SQL, ctx) : quiPeut(avis, ctx)
  return sql`select ${genre}::text as genre, q.agent_id, ${auteurAussi ?? false}::boolean as auteur_aussi,
    ${plusieurs !== undefined}::boolean as ensemble from (${agents}) q (agent_id)`
}

/**
 * SQL: tells of the events `ecrits` of this kind, as they are written, the agents that their domain names: never who did it, never one
 * whose account is closed. Who may not open the person is sorted out at the reading. Null: nobody is to be told.
 */
export function avertir(ctx: Context, recit: string): RawBuilder<unknown> | null {
  const tires = AVIS.filter(a => a.recit === recit)
  if (tires.length === 0) return null
  return sql`
    insert into avis (agent_id, genre, cle, groupe, evenement_id, personne_id, objet_id, le)
    select distinct d.agent_id, d.genre, e.id::text,
      case when not d.ensemble then e.id::text when e.import is not null then 'import ' || e.import
        else coalesce(e.acteur_id::text, '') || ' ' || extract(epoch from e.saisi_le) end,
      e.id, e.personne_id, e.objet_id, e.saisi_le
    from ecrits e cross join lateral (${sql.join(
      tires.map(a => destinataires(a, ctx)),
      sql` union all `,
    )}) d join agent g on g.id = d.agent_id and g.desactive_le is null
    where d.auteur_aussi or d.agent_id is distinct from e.acteur_id
    on conflict do nothing`
}

/**
 * Tells what a job found, once for a key. `avec`: what it marks meanwhile, as common table expressions; `lignes`: rows agent_id, cle,
 * groupe, personne_id, objet_id, faits.
 */
export async function avertirPar(
  ctx: Context,
  { genre }: Avis,
  { avec, lignes }: { avec: RawBuilder<unknown>; lignes: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    with ${avec}
    insert into avis (agent_id, genre, cle, groupe, personne_id, objet_id, faits, le)
    select l.agent_id, ${genre}, l.cle, l.groupe, l.personne_id, l.objet_id, l.faits, ${ctx.now}::timestamptz
    from (${lignes}) l join agent g on g.id = l.agent_id and g.desactive_le is null
    on conflict do nothing`.execute(ctx.db)
}
