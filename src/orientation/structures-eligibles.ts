import { sql } from 'kysely'
import { z } from 'zod'
import { chargeDe, plafondEffectif } from '../accompagnement/referent.queries.ts'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_DE_SUIVI } from '../agent/roles.ts'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { faitsConnus } from '../diagnostic/faits.queries.ts'
import { publicsDe } from '../diagnostic/proposition/moteur.ts'
import { Dominante } from '../offre/dominante.ts'
import { consulter } from '../socle/consultation.ts'
import { useCase } from '../socle/use-case.ts'

const ReferentPropose = z.object({
  id: z.uuid(),
  nom: z.string(),
  equipe: z.string().nullable(),
  suivis: z.number().int(),
  plafond: z.number().int(),
  plein: z.boolean(),
})

const StructureProposee = z.object({
  id: z.uuid(),
  nom: z.string(),
  organisme: z.string(),
  adresse: z.string().nullable(),
  /** Null: no limit known. */
  capacite: z.number().int().nullable(),
  /** Persons oriented there now, with or without a référent yet. */
  suivis: z.number().int(),
  pleine: z.boolean(),
  /** Special publics of the person this structure is made for. */
  publics: z.array(z.string()),
  referents: z.array(ReferentPropose),
})

/**
 * Where a person may be oriented for a dominante (rule O2), best first: made for their public, not full, least loaded.
 * A structure made for a public the person isn't of, or that doesn't serve their commune, isn't there. Référents least loaded
 * first, the full ones last (rule A2).
 */
export const structuresEligibles = useCase(
  {
    route: 'GET /personnes/:personneId/structures-eligibles',
    summary: 'Structures et référents possibles pour une personne',
    permission: 'orientation.decider',
    input: z.object({ personneId: z.uuid(), dominante: Dominante }),
    output: z.array(StructureProposee),
  },
  async (ctx, { personneId, dominante }) => {
    const [faits, diagnostic] = await Promise.all([
      faitsConnus(ctx, personneId),
      ctx.db
        .selectFrom('diagnostic')
        .select('reponses')
        .where('personneId', '=', personneId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ])
    const vide = { rqth: null, independant: null, artiste: null } as Reponses
    const publics = publicsDe((diagnostic?.reponses ?? vide) as Reponses, faits)
    const { rows } = await sql<z.input<typeof StructureProposee>>`
      with candidate as (
        select s.*, array(select unnest(${publics}::text[]) intersect select unnest(s.publics)) as communs,
          (select count(*)::int from orientation o
            left join suivi_courant ac on ac.personne_id = o.personne_id
            where o.structure_id = s.id and o.fin is null and ac.veille_depuis is null) as suivis
        from structure s
        where ${dominante} = any(s.dominantes)
          and (s.fermee_le is null or s.fermee_le > ${ctx.today}::date)
          and (s.communes is null or ${faits.codeInsee}::text is null or ${faits.codeInsee} = any(s.communes))
          and (s.publics = '{}' or s.publics && ${publics}::text[])
      ), referent as (
        select h.structure_id, a.id, a.nom, e.nom as equipe, ${chargeDe(sql.ref('a.id'))} as suivis,
          ${plafondEffectif(ctx, sql.ref('h.plafond'))} as plafond
        from habilitation h join agent_nom a on a.id = h.agent_id left join equipe e on e.id = h.equipe_id
        where h.role = ${ROLE_DE_SUIVI} and a.desactive_le is null and ${habilitationEnCours(ctx.today)}
          and h.structure_id in (select id from candidate)
      )
      select c.id, c.nom, c.organisme, c.adresse, c.capacite, c.suivis, c.communs as publics,
        c.capacite is not null and c.suivis >= c.capacite as pleine,
        coalesce((
          select jsonb_agg(jsonb_build_object('id', r.id, 'nom', r.nom, 'equipe', r.equipe, 'suivis', r.suivis, 'plafond', r.plafond,
            'plein', r.suivis >= r.plafond) order by r.suivis >= r.plafond, r.suivis::numeric / r.plafond, r.nom)
          from referent r where r.structure_id = c.id), '[]') as referents
      from candidate c
      order by c.capacite is not null and c.suivis >= c.capacite, cardinality(c.communs) = 0,
        case when c.capacite > 0 then c.suivis::numeric / c.capacite else 0 end, c.suivis, c.nom`.execute(ctx.db)
    await consulter(ctx, personneId, 'orientation')
    return rows
  },
)
