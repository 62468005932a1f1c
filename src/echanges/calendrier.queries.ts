import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { type Arrivee, type FluxAttendu, MOIS_LUS, plusMois, type Regles, type Serie } from './calendrier.ts'

/** The rules in force today. */
export async function reglesDuCalendrier(ctx: Context): Promise<Regles> {
  return {
    jourLimite: await parametre(ctx, 'flux.mensuel-jour-limite'),
    quotidienJours: await parametre(ctx, 'flux.quotidien-jours'),
    territoire: ctx.territoire.code,
  }
}

/**
 * The flows that came since a year before a month 'YYYY-MM', one series for each kind, organism and rhythm, arrivals by day. An
 * undone import or the same bytes again are as if they hadn't come.
 */
export async function seriesDeFlux(ctx: Context, mois: string): Promise<Serie[]> {
  const { rows } = await sql<FluxAttendu & Arrivee>`
    select i.genre, o.organisme, coalesce(case when f.type = 'I' then 'quotidien' when f.type is not null then 'mensuel' end, i.rythme) as rythme,
      i.id as import_id, i.numero, case i.statut when 'refuse' then 'refuse' else 'recu' end as statut, i.recu_le, coalesce(f.reference, i.reference) as reference
    from import i left join flux f on f.import = i.numero
    left join lateral unnest(coalesce(nullif(f.organismes, '{}'), array[i.organisme])) o(organisme) on true
    where i.recu_le >= ${`${plusMois(mois, -MOIS_LUS)}-01`}::date and i.statut not in ('depot', 'annule')
      and coalesce(i.refus ->> 'code', '') <> 'deja-applique' and coalesce(f.type, i.rythme) is not null
    order by i.genre, 2 nulls last, 3, i.recu_le, i.numero`.execute(ctx.db)
  const series = Map.groupBy(rows, r => `${r.genre}|${r.organisme}|${r.rythme}`)
  return [...series.values()].flatMap(([premiere, ...autres]) => {
    if (!premiere) return []
    const { genre, organisme, rythme } = premiere
    return [
      {
        genre,
        organisme,
        rythme,
        arrivees: [premiere, ...autres].map(({ importId, numero, statut, recuLe, reference }) => ({
          importId,
          numero,
          statut,
          recuLe,
          reference,
        })),
      },
    ]
  })
}
