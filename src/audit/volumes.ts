import { sql } from 'kysely'
import { z } from 'zod'
import { traits } from '../agent/roles.ts'
import { couper } from '../socle/coupe.ts'
import { useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { FENETRE, jugement } from './alertes/habitude-lectures.queries.ts'
import { Ecart, Unite } from './audit.ts'
import { finDuJour, minuit } from './lectures.queries.ts'

const MAX = 500

/**
 * What was read out of the ordinary over the last 30 days, by agent and day (or week, from Monday): many more persons than the median
 * of the role (`facteur` times it, `minimum` at least); of a day, many more files, or names shown by lists, than the agent's own median,
 * or than the maximum; readings at night or on Sunday, many NIR. One line each, latest first, with what it was compared to.
 */
export const volumes = useCase(
  {
    route: 'GET /audit/volumes',
    summary: 'Les volumes de lecture hors de l’ordinaire',
    permission: 'lecture.auditer',
    input: z.object({ unite: Unite.default('jour') }),
    output: z.object({
      depuis: z.string(),
      facteur: z.number(),
      minimum: z.number(),
      horaires: z.object({ debut: z.number(), fin: z.number() }),
      tronque: z.boolean(),
      lignes: z.array(
        z.object({
          agentId: z.uuid(),
          agent: z.string(),
          role: z.string(),
          du: z.string(),
          au: z.string(),
          personnes: z.number().int(),
          mediane: z.number(),
          seuil: z.number().int(),
          /** Files opened that day, and the agent's own median; null for a week, or when they read on too few days. */
          dossiers: z.number().int().nullable(),
          habitude: z.number().nullable(),
          /** Persons that lists and searches named that day, and the agent's own median. */
          noms: z.number().int().nullable(),
          habitudeNoms: z.number().nullable(),
          horsHoraires: z.number().int(),
          nir: z.number().int(),
          ecarts: z.array(Ecart),
        }),
      ),
    }),
  },
  async (ctx, { unite }) => {
    const lire = (cle: Parameters<typeof parametre>[1]) => parametre(ctx, cle)
    const facteur = await lire('audit.facteur-volume')
    const minimum = await lire(unite === 'jour' ? 'audit.minimum-jour' : 'audit.minimum-semaine')
    const horaires = { debut: await lire('audit.heure-debut'), fin: await lire('audit.heure-fin') }
    const [horsMin, nirMin] = [await lire('audit.minimum-hors-horaires'), await lire('audit.minimum-nir')]
    const dernier = Temporal.PlainDate.from(ctx.today)
    const premier = dernier.subtract({ days: FENETRE - 1 })
    // Whole weeks: the one cut by the first day would look quiet.
    const depuis = (unite === 'jour' ? premier : premier.subtract({ days: premier.dayOfWeek - 1 })).toString()
    type Compte = {
      agentId: string
      agent: string | null
      role: string | null
      du: string
      personnes: number
      nir: number
      horsHoraires: number
      mediane: number
      seuil: number
      dossiers: number | null
      habitude: number | null
      noms: number | null
      habitudeNoms: number | null
      ecarts: z.infer<typeof Ecart>[]
    }
    const { rows } = await sql<Compte>`
      with lues as (
        select c.acteur_id, c.role, c.personne_id,
          date_trunc(${unite === 'jour' ? 'day' : 'week'}, c.le::timestamp)::date as du,
          bool_or(c.quoi = 'nir') as nir,
          bool_or(extract(isodow from c.le::timestamp) = 7
            or extract(hour from c.le::timestamp) < ${horaires.debut}
            or extract(hour from c.le::timestamp) >= ${horaires.fin}) as hors
        from consultation c where c.le >= ${minuit(depuis)} and c.le < ${finDuJour(ctx.today)} and c.acteur = 'agent'
        group by 1, 2, 3, 4),
      comptes as (
        select acteur_id, role, du, count(*)::int as personnes, (count(*) filter (where nir))::int as nir,
          (count(*) filter (where hors))::int as hors_horaires
        from lues group by 1, 2, 3),
      listes as (
        select j.acteur_id, (select l.role from lecture_liste l where l.acteur_id = j.acteur_id and l.le >= j.jour::timestamptz
          order by l.le limit 1) as role, j.jour as du, 0 as personnes, 0 as nir, 0 as hors_horaires
        from lecture_jour j where ${unite === 'jour'} and j.jour >= ${depuis}::date and j.noms > 0
          and not exists (select from comptes c where c.acteur_id = j.acteur_id and c.du = j.jour)),
      medianes as (
        select role, mediane, greatest(${minimum}::int, ceil(${facteur}::int * mediane)::int) as seuil
        from (select role, percentile_cont(0.5) within group (order by personnes) as mediane from comptes group by role) q)
      select c.acteur_id as agent_id, a.nom as agent, c.role, c.du, c.personnes, c.nir, c.hors_horaires,
        coalesce(m.mediane, 0)::float8 as mediane, coalesce(m.seuil, ${minimum}) as seuil, h.dossiers, h.mediane as habitude,
        h.noms, h.mediane_noms as habitude_noms, e.ecarts
      from (select * from comptes union all select * from listes) c
        left join medianes m on m.role is not distinct from c.role left join agent_nom a on a.id = c.acteur_id
        left join lateral (select j.dossiers, j.noms, v.* from lecture_jour j cross join lateral (${jugement(ctx)}) v
          where ${unite === 'jour'} and j.acteur_id = c.acteur_id and j.jour = c.du) h on true
        cross join lateral (select array_remove(array[case when c.personnes >= m.seuil then 'volume' end,
          case when h.propre then 'propre' end, case when h.plafond then 'plafond' end, case when h.trop_noms then 'noms' end,
          case when c.hors_horaires >= ${horsMin} then 'hors-horaires' end,
          case when c.nir >= ${nirMin} then 'nir' end], null) as ecarts) e
      where e.ecarts <> '{}'
      order by c.du desc, c.personnes desc, a.nom limit ${MAX + 1}`.execute(ctx.db)
    const { montrees, tronque } = couper(rows, MAX)
    return {
      ...{ depuis, facteur, minimum, horaires, tronque },
      lignes: montrees.map(r => {
        const fin = Temporal.PlainDate.from(r.du).add({ days: unite === 'jour' ? 0 : 6 })
        return {
          ...r,
          agent: r.agent ?? 'Agent inconnu',
          role: traits(r.role)?.libelle ?? '',
          au: fin.toString(),
        }
      }),
    }
  },
)
