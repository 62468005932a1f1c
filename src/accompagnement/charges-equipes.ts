import { sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_D_EQUIPE, ROLE_DE_SUIVI } from '../agent/roles.ts'
import { useCase } from '../socle/use-case.ts'
import { chargeEtVeille, plafondEffectif } from './referent.queries.ts'

const ChargeEquipe = z.object({
  /** Null: who is in no team of the structure. */
  equipeId: z.uuid().nullable(),
  equipe: z.string().nullable(),
  antenne: z.string().nullable(),
  /** Names; without any, nobody leads the team. */
  responsables: z.array(z.string()),
  referents: z.int(),
  suivis: z.int(),
  veille: z.int(),
  /** Sum of the caps of its référents. */
  plafond: z.int(),
})

/** What each team of a structure carries against the caps of its référents (rule A2); who is in none, last. One query. */
export const chargesEquipes = useCase(
  {
    route: 'GET /structures/:structureId/charges',
    summary: 'La charge de chaque équipe d’une structure',
    permission: 'structure.lire',
    input: z.object({ structureId: z.uuid() }),
    output: z.object({ equipes: z.array(ChargeEquipe) }),
  },
  async (ctx, { structureId }) => {
    const { rows } = await sql<z.infer<typeof ChargeEquipe>>`
      with membre as (
        select h.equipe_id, h.role, a.id, a.nom, h.plafond from habilitation h join agent_nom a on a.id = h.agent_id
        where h.structure_id = ${structureId} and h.role in (${ROLE_DE_SUIVI}, ${ROLE_D_EQUIPE}) and a.desactive_le is null
          and ${habilitationEnCours(ctx.today)}
      ), charge as (
        select m.equipe_id, count(*)::int as referents, sum(c.suivis)::int as suivis, sum(c.veille)::int as veille,
          sum(${plafondEffectif(ctx, sql.ref('m.plafond'))})::int as plafond
        from membre m cross join lateral (${chargeEtVeille(sql.ref('m.id'), sql`${structureId}`)}) c
        where m.role = ${ROLE_DE_SUIVI} group by m.equipe_id
      ), rang as (
        select e.id, e.nom, e.antenne_id from equipe e where e.structure_id = ${structureId} and e.fermee_le is null
        union all select null, null, null where exists (select 1 from membre where equipe_id is null)
      )
      select r.id as equipe_id, r.nom as equipe, an.nom as antenne, coalesce(c.referents, 0) as referents,
        coalesce(c.suivis, 0) as suivis, coalesce(c.veille, 0) as veille, coalesce(c.plafond, 0) as plafond,
        array(select m.nom from membre m where m.role = ${ROLE_D_EQUIPE} and m.equipe_id is not distinct from r.id
          order by m.nom) as responsables
      from rang r left join antenne an on an.id = r.antenne_id left join charge c on c.equipe_id is not distinct from r.id
      order by r.id is null, lower(r.nom)`.execute(ctx.db)
    return { equipes: rows }
  },
)
