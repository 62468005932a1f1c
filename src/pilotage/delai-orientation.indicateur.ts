import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { periodesParametre } from '../territoire/parametre.queries.ts'
import { entreeRetenue, jourDeMesure } from './filtre.queries.ts'
import { type DemandeIndicateur, taux } from './pilotage.ts'

/** `valeur`: basis points, null when nobody is counted. */
type Taux = { valeur: number | null; numerateur: number; denominateur: number }
export type DelaiOrientation = Taux & {
  unMois: Taux
  /** Oriented, whatever the delay, to an accompagnement global; and how many of them on time. */
  accompagnementGlobal: { orientes: number; aTemps: number }
  /** Not oriented, the delay still running that day. */
  enCours: number
  /** Out of the droits et devoirs before being oriented. */
  sortis: number
}

/**
 * SQL rows, one per new entrant received from `du` to `au`, as known on the day of measure:
 * recu_le, oriente_le, close_le (null when later), echeance and echeance_mois (last days on time, rule E3),
 * each delay being the one in force on the day of reception.
 */
export function entreesMesurees(ctx: Context, demande: DemandeIndicateur): RawBuilder<unknown> {
  const jour = jourDeMesure(ctx, demande)
  return sql`select e.id, e.personne_id, e.foyer_id, e.motif, e.recu_le,
      case when e.oriente_le <= ${jour} then e.oriente_le end as oriente_le,
      case when e.close_le <= ${jour} then e.close_le end as close_le,
      e.recu_le + j.valeur - 1 as echeance,
      (e.recu_le + make_interval(months => m.valeur))::date - 1 as echeance_mois
    from entree e
    join (${periodesParametre('orientation.delai-jours')}) j on e.recu_le >= j.debut and (j.fin is null or e.recu_le < j.fin)
    join (${periodesParametre('orientation.delai-mois')}) m on e.recu_le >= m.debut and (m.fin is null or e.recu_le < m.fin)
    where e.recu_le between ${demande.du} and least(${demande.au}::date, ${jour}::date) and ${entreeRetenue(ctx, demande)}`
}

/**
 * I02, among the new entrants of the period, those oriented within the delay; and within one month, always computed beside.
 * The clock stops when the orientation is notified or the référent designated (E4, `entree.oriente_le`).
 * Source: S1 annexe 4 §4-2, rules E2 to E4; goal 100 %.
 */
export async function delaiOrientation(ctx: Context, demande: DemandeIndicateur): Promise<DelaiOrientation> {
  const jour = jourDeMesure(ctx, demande)
  const { rows } = await sql<
    Record<'total' | 'aTemps' | 'unMois' | 'enCours' | 'sortis' | 'orientesGlobal' | 'aTempsGlobal', number>
  >`
    select count(*) as total,
      count(*) filter (where e.oriente_le <= e.echeance) as a_temps,
      count(*) filter (where e.oriente_le <= e.echeance_mois) as un_mois,
      count(*) filter (where e.oriente_le is null and e.close_le is null and e.echeance >= ${jour}::date) as en_cours,
      count(*) filter (where e.oriente_le is null and e.close_le is not null) as sortis,
      count(*) filter (where e.oriente_le is not null and g.entree_id is not null) as orientes_global,
      count(*) filter (where e.oriente_le <= e.echeance and g.entree_id is not null) as a_temps_global
    from (${entreesMesurees(ctx, demande)}) e
    left join (select distinct entree_id from orientation where accompagnement_global and debut <= ${jour}) g
      on g.entree_id = e.id`.execute(ctx.db)
  const {
    total = 0,
    aTemps = 0,
    unMois = 0,
    enCours = 0,
    sortis = 0,
    orientesGlobal = 0,
    aTempsGlobal = 0,
  } = rows[0] ?? {}
  return {
    valeur: taux(aTemps, total),
    numerateur: aTemps,
    denominateur: total,
    unMois: { valeur: taux(unMois, total), numerateur: unMois, denominateur: total },
    accompagnementGlobal: { orientes: orientesGlobal, aTemps: aTempsGlobal },
    enCours,
    sortis,
  }
}
