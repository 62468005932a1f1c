import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { periodesParametre } from '../territoire/parametre.queries.ts'
import type { Moment } from './suivi-selon-droit.ts'

/**
 * SQL columns: where a person stood before and after flow `numero`, over her rights `d` that were in force just before it or since: in the
 * scope of droits et devoirs, right still open, suspended.
 */
export const AVANT_APRES = (numero: RawBuilder<unknown>): RawBuilder<unknown> => {
  const avant = sql`filter (where d.flux_debut < ${numero})`
  const apres = sql`filter (where d.flux_fin is distinct from ${numero})`
  return sql`
    coalesce(bool_or(d.concerne) ${avant}, false) as avant,
    coalesce(bool_or(d.etat in ('0', '2', '3', '4')) ${avant}, false) as ouvert_avant,
    coalesce(bool_or(d.etat in ('3', '4')) ${avant}, false) as suspendu_avant,
    coalesce(bool_or(d.concerne) ${apres}, false) as apres,
    coalesce(bool_or(d.etat in ('0', '2', '3', '4')) ${apres}, false) as ouvert,
    coalesce(bool_or(d.etat in ('3', '4')) ${apres}, false) as suspendu`
}

/** SQL (text): why a right `n` ended; and which of several that ended gives the motive: that told closed, then the departure. */
export const RAISON_DE_FIN = sql`case when n.etat = 'absent' then n.motif when n.motif = 'MUT' then 'mutation' else 'radiation' end`
export const LA_PLUS_SURE = sql`n.etat = 'absent', n.motif is not distinct from 'MUT', n.motif is not distinct from 'absent-du-flux'`

/** SQL condition: this right (its alias) is one suspended for more than `mois` on a day. */
export const enLongueSuspension = (
  alias: 'd' | 's',
  mois: RawBuilder<unknown>,
  jour: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(${sql.ref(`${alias}.etat`)} in ('3', '4')
  and (${sql.ref(`${alias}.depuis`)} + make_interval(months => ${mois}))::date < ${jour})`

/**
 * What the flows did to the rights of these persons, oldest first: the flows that changed them, and the first one received since `debut`
 * (YYYY-MM-DD) that found a suspension too long, whether it spoke of it or not.
 */
export async function momentsDuDroit(
  ctx: Context,
  personnes: readonly { personneId: string; debut: string }[],
): Promise<Map<string, Moment[]>> {
  const { rows } = await sql<Moment & { personneId: string }>`
    with cible as materialized (
      select distinct personne_id, debut from unnest(${personnes.map(p => p.personneId)}::uuid[],
        ${personnes.map(p => p.debut)}::date[]) as c (personne_id, debut)),
    mois as materialized (${periodesParametre('suivi.suspension-mois')}),
    releve as materialized (select f.*, m.valeur as mois from flux f
      join mois m on f.reference >= m.debut and (m.fin is null or f.reference < m.fin)),
    quand as (
      select d.personne_id, d.flux_debut as numero from cible c join droit d on d.personne_id = c.personne_id
      union
      select c.personne_id, x.numero from cible c
        join droit d on d.personne_id = c.personne_id and d.etat in ('3', '4')
        cross join lateral (select f.numero from releve f where f.numero >= d.flux_debut
          and (d.flux_fin is null or f.numero <= d.flux_fin) and f.recu_le > c.debut
          and ${enLongueSuspension('d', sql.ref('f.mois'), sql.ref('f.reference'))} order by f.numero limit 1) x),
    etape as (
      select q.personne_id, q.numero, f.recu_le, f.organismes, bool_or(d.flux_debut = q.numero) as change,
        ${AVANT_APRES(sql.ref('q.numero'))},
        coalesce(bool_or(${enLongueSuspension('d', sql.ref('f.mois'), sql.ref('f.reference'))}), false) as trop_long
      from quand q join releve f on f.numero = q.numero
        join droit d on d.personne_id = q.personne_id and d.flux_debut <= q.numero and (d.flux_fin is null or d.flux_fin >= q.numero)
      group by q.personne_id, q.numero, f.recu_le, f.organismes)
    select e.personne_id, e.numero as flux, e.recu_le, e.change, e.avant, e.ouvert_avant, e.apres, e.ouvert, e.suspendu,
      e.trop_long and not (e.avant and e.apres) as "tropLongue",
      (select m.numero from flux m where m.type in ('M', 'R') and m.organismes && e.organismes and m.numero < e.numero
        order by m.reference desc, m.numero desc limit 1) as "fluxM1",
      coalesce((select ${RAISON_DE_FIN} from droit n where n.personne_id = e.personne_id and n.flux_debut = e.numero
        order by ${LA_PLUS_SURE} limit 1), 'radiation') as raison
    from etape e order by e.numero`.execute(ctx.db)
  const moments = new Map<string, Moment[]>()
  for (const { personneId, ...moment } of rows) moments.set(personneId, [...(moments.get(personneId) ?? []), moment])
  return moments
}
