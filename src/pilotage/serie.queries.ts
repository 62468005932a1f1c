import { sql } from 'kysely'
import { type Dominante, NOMS_DOMINANTES } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'
import { entreesMesurees } from './delai-orientation.indicateur.ts'
import { jourDeMesure, personneRetenue } from './filtre.queries.ts'
import type { DemandeIndicateur } from './pilotage.ts'
import { jourDeRepartition } from './repartition.indicateur.ts'

/** `mois`: its first day. `complet`: the month is over on the day of measure. */
export type MoisEntrees = {
  mois: string
  complet: boolean
  entrants: number
  aTemps: number
  unMois: number
  enCours: number
}
export type MoisDominantes = { mois: string; le: string } & Record<Dominante, number>

/** The twelve months that end with the one of the last day measured, as SQL rows (mois). */
function douzeMois(dernierJour: string) {
  return sql`select (date_trunc('month', ${dernierJour}::date) - make_interval(months => n))::date as mois from generate_series(0, 11) n`
}

/** I01 and I02 month by month of reception, over the twelve months that end with the period. */
export async function serieEntrees(ctx: Context, demande: DemandeIndicateur): Promise<MoisEntrees[]> {
  const jour = jourDeMesure(ctx, demande)
  const fin = jourDeRepartition(ctx, demande)
  const premier = Temporal.PlainDate.from(fin).with({ day: 1 })
  const du = premier.subtract({ months: 11 }).toString()
  const au = premier.add({ months: 1 }).subtract({ days: 1 }).toString()
  const { rows } = await sql<MoisEntrees>`
    select m.mois, m.mois + interval '1 month' <= ${jour}::date as complet,
      count(e.id) as entrants,
      count(*) filter (where e.oriente_le <= e.echeance) as a_temps,
      count(*) filter (where e.oriente_le <= e.echeance_mois) as un_mois,
      count(*) filter (where e.oriente_le is null and e.close_le is null and e.echeance >= ${jour}::date) as en_cours
    from (${douzeMois(fin)}) m
    left join (${entreesMesurees(ctx, { ...demande, du, au })}) e on date_trunc('month', e.recu_le) = m.mois
    group by m.mois order by m.mois`.execute(ctx.db)
  return rows
}

/**
 * I05 at the end of each of the same twelve months, by dominante, sleeping follow-ups included: what began by then minus what
 * ended by then, hence one pass over the orientations. The household that tells the commune is the one of the orientation's last day.
 */
export async function serieDominantes(ctx: Context, demande: DemandeIndicateur): Promise<MoisDominantes[]> {
  const le = jourDeRepartition(ctx, demande)
  const { rows } = await sql<MoisDominantes>`
    with orientations as materialized (
      select o.dominante, o.debut, o.fin from orientation o
      where o.debut <= ${le}
        and ${personneRetenue(ctx, demande, sql.ref('o.personne_id'), sql`coalesce(o.fin - 1, ${le}::date)`)}),
    mouvements as (
      select dominante, date_trunc('month', debut) as mois, count(*) as n from orientations group by 1, 2
      union all
      select dominante, date_trunc('month', fin), -count(*) from orientations where fin <= ${le} group by 1, 2)
    select m.mois, least((m.mois + interval '1 month')::date - 1, ${le}::date) as le,
      ${sql.join(
        NOMS_DOMINANTES.map(
          d => sql`coalesce(sum(x.n) filter (where x.dominante = ${sql.lit(d)}), 0)::int as ${sql.ref(d)}`,
        ),
      )}
    from (${douzeMois(le)}) m left join mouvements x on x.mois <= m.mois
    group by m.mois order by m.mois`.execute(ctx.db)
  return rows
}
