import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { placesDesStructures, referentsDesStructures } from '../accompagnement/places/places.queries.ts'
import { PlacesDeStructure } from '../accompagnement/places/places.ts'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { faitsConnus } from '../diagnostic/faits.queries.ts'
import { publicsDe } from '../diagnostic/proposition/moteur.ts'
import { Dominante } from '../offre/dominante.ts'
import { consulter } from '../socle/lectures/consultation.ts'
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
  ...PlacesDeStructure.shape,
  /** Special publics of the person this structure is made for. */
  publics: z.array(z.string()),
  referents: z.array(ReferentPropose),
})

/**
 * Where a person may be oriented for a dominante (rule O2), best first: made for their public; with room, the largest share of it first;
 * then those whose room nobody knows; the full ones last. A structure made for a public the person isn't of, or that doesn't serve their
 * commune, isn't there. Référents least loaded first, the full ones last (rule A2).
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
    const possibles = sql<SqlBool>`${dominante} = any(s.dominantes)
      and (s.fermee_le is null or s.fermee_le > ${ctx.today}::date)
      and (s.communes is null or ${faits.codeInsee}::text is null or ${faits.codeInsee} = any(s.communes))
      and (s.publics = '{}' or s.publics && ${publics}::text[])`
    const { rows } = await sql<z.input<typeof StructureProposee>>`
      with referent as materialized (${referentsDesStructures(ctx, possibles)}),
      place as materialized (${placesDesStructures(possibles, sql`select * from referent`)}),
      candidate as (
        select s.id, s.nom, s.organisme, s.adresse, p.suivis, p.veille, p.attente, p.total, p.libres,
          array(select unnest(${publics}::text[]) intersect select unnest(s.publics)) as publics
        from structure s join place p on p.structure_id = s.id
      )
      select c.*, coalesce((
          select jsonb_agg(jsonb_build_object('id', r.id, 'nom', r.nom, 'equipe', r.equipe, 'suivis', r.suivis, 'plafond', r.plafond,
            'plein', r.suivis >= r.plafond) order by r.suivis >= r.plafond, r.suivis::numeric / r.plafond, r.nom)
          from referent r where r.structure_id = c.id), '[]') as referents
      from candidate c
      order by coalesce(c.libres = 0, false), cardinality(c.publics) = 0, c.libres is null,
        c.libres::numeric / nullif(c.total, 0) desc nulls last, c.suivis, c.nom`.execute(ctx.db)
    await consulter(ctx, personneId, 'orientation')
    return rows
  },
)
