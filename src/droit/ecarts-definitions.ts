import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { parNom } from '../lecture/par-nom.ts'
import { pageDe } from '../socle/coupe.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { useCase } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { exigerMois, moisAvecFlux, reglesDuMois } from './comparer-definitions.ts'
import { CodeDefinition, Mois, raisonCompte, raisonEcart, type Situation } from './definition-entree.ts'
import { comptes, photo, porteeDuMois, SUIVIE } from './definitions.queries.ts'

/**
 * The persons that `definition` counts in a month and `avec` does not, within the agent's perimeter, with what counts them in and
 * what leaves them out, in words. The list can be shorter than the figure, which counts the whole territory. Refuses a month
 * without a monthly flow.
 */
export const ecartsDefinitions = useCase(
  {
    route: 'GET /entrees/definitions/ecarts',
    summary: 'Les personnes qu’une définition compte et qu’une autre écarte',
    permission: 'pilotage.nommer',
    input: z.object({
      mois: Mois,
      definition: CodeDefinition,
      avec: CodeDefinition,
      depuis: z.coerce.number().int().min(0).default(0),
    }),
    output: z.object({
      total: z.number().int(),
      lignes: z.array(
        z.object({
          personneId: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          commune: z.string().nullable(),
          /** What makes `definition` count her, and what makes `avec` leave her out. */
          compte: z.string(),
          ecart: z.string(),
        }),
      ),
    }),
  },
  async (ctx, { mois, definition, avec, depuis }) => {
    exigerMois(mois, await moisAvecFlux(ctx))
    const { moisSuspension } = await reglesDuMois(ctx, mois)
    const portee = porteeDuMois(mois)
    type Ligne = Situation & {
      personneId: string
      nom: string
      prenom: string
      commune: string | null
    }
    const { total, lignes } = await pageDe({ depuis, taille: LIGNES_PAR_PAGE }, async limite => {
      const { rows } = await sql<Ligne & { enTout: number }>`
      with ${photo(portee)},
      -- Not in: hashed whatever the planner believes of sizes it can't know.
      difference as materialized (
        select c.personne_id, c.foyer_id from (${comptes(definition, portee, moisSuspension)}) c
        where c.personne_id not in (select a.personne_id from (${comptes(avec, portee, moisSuspension)}) a)),
      page as materialized (
        select c.personne_id, c.foyer_id, p.nom, p.prenom, count(*) over ()::int as en_tout
        from difference c join personne p on p.id = c.personne_id
        where p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
        order by ${parNom()}, p.id ${limite}),
      vu as materialized (
        select d.personne_id, jsonb_agg(${DROIT_VU}) filter (where d.avant) as avant,
          jsonb_agg(${DROIT_VU}) filter (where d.present) as apres
        from photo d where d.personne_id in (select page.personne_id from page) group by d.personne_id)
      select p.en_tout, p.personne_id, p.nom, p.prenom, p.reference,
        (select ${COMMUNE_DITE} from foyer f where f.id = p.foyer_id) as commune,
        coalesce(v.avant, '[]') as avant, coalesce(v.apres, '[]') as apres,
        not exists (select 1 from droit d where d.personne_id = p.personne_id and d.flux_debut <= p.m1) as premiere,
        ${SUIVIE} as suivie,
        (select min(x.reference) from droit d join flux x on x.numero = d.flux_debut
          where d.personne_id = p.personne_id and d.entrant and x.type = 'I' and ${portee.quotidiens}) as signalee_le
      from (select page.*, r.* from page cross join (select max(m) as m, max(m1) as m1, max(reference) as reference from releve) r) p
        left join vu v on v.personne_id = p.personne_id
      order by ${parNom()}, p.personne_id`.execute(ctx.db)
      return rows
    })
    await consulter(
      ctx,
      lignes.map(l => l.personneId),
      'nouveaux-entrants',
    )
    return {
      total,
      lignes: lignes.map(({ personneId, nom, prenom, commune, ...situation }) => ({
        ...{ personneId, nom, prenom, commune },
        compte: raisonCompte(definition, situation),
        ecart: raisonEcart(avec, situation),
      })),
    }
  },
)

const DROIT_VU = sql`jsonb_build_object('foyerId', d.foyer_id, 'role', d.role, 'etat', d.etat, 'soumis', d.soumis, 'motif',
  d.motif, 'depuis', d.depuis)`
