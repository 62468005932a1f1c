import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Duree, dernierJour } from '../echeance/horloge.ts'
import type { Context } from '../socle/use-case.ts'
import { choixDuJour } from '../territoire/parametre.queries.ts'

/** Rule C1: the appointment comes within this delay of the reception (S1) or of the opening of the right (S3 art. 1). */
export const CONVOCATION: Duree = { parametre: 'convocation.delai-jours', unite: 'jours', compte: 'jour-1' }
/** Rule E3: the day of reception is day 1, so fifteen days from 1 March end on 15 March. */
export const ORIENTATION: Duree = { parametre: 'orientation.delai-jours', unite: 'jours', compte: 'jour-1' }
/** Rule E3: always computed beside, for the territories that can't follow fifteen days; from 1 March, one month ends on 31 March. */
export const ORIENTATION_EN_MOIS: Duree = { parametre: 'orientation.delai-mois', unite: 'mois', compte: 'jour-1' }
/** Rule O6, CASF D262-65-2: the day on which France Travail orients if the département has not. */
export const RELAIS: Duree = { parametre: 'orientation.relais-semaines', unite: 'semaines', compte: 'plein' }

/**
 * SQL (date): day the right of an entry `e` opened: that of a first claim (CASF R262-33), else the first day that the flow tells of it;
 * never after the reception.
 */
const OUVERTURE = sql`least(e.recu_le, coalesce(
  case when e.motif = 'premiere-demande' then (select f.date_demande from foyer f where f.id = e.foyer_id) end,
  (select d.depuis from droit d where d.personne_id = e.personne_id and d.foyer_id = e.foyer_id and d.etat = '2'
    and d.flux_debut <= e.flux and (d.flux_fin is null or d.flux_fin > e.flux) limit 1), e.recu_le))`

const DEPART = choixDuJour('convocation.depart', sql`e.recu_le`)
/** SQL (date): first day of the convocation's delay of an entry `e`, by the clock that commands; and by the other one. */
export const DEPART_CONVOCATION = sql<string>`case when ${DEPART} = 'ouverture' then ${OUVERTURE} else e.recu_le end`
export const DEPART_TEMOIN = sql<string>`case when ${DEPART} = 'ouverture' then e.recu_le else ${OUVERTURE} end`

/** SQL pairs of JSON: the last days of an entry `e`, running or not, by each clock, and the day its right opened. */
export const delaisEnJson = (
  ctx: Context,
): RawBuilder<unknown> => sql`'ouvertLe', ${OUVERTURE}, 'departConvocation', ${DEPART},
    'convocationReception', ${dernierJour(ctx, sql`e.recu_le`, CONVOCATION)},
    'convocationOuverture', ${dernierJour(ctx, OUVERTURE, CONVOCATION)},
    'echeanceJours', ${dernierJour(ctx, sql`e.recu_le`, ORIENTATION)},
    'echeanceMois', ${dernierJour(ctx, sql`e.recu_le`, ORIENTATION_EN_MOIS)},
    'relaisFranceTravail', ${dernierJour(ctx, sql`e.recu_le`, RELAIS)}`

/**
 * Stops the running orientation delay of a person (rule E4): the day the orientation is notified or the référent designated,
 * whichever is first. Without a running delay (stock, second call) nothing changes. `le`: YYYY-MM-DD.
 */
export async function arreterDelai(ctx: Context, personneId: string, le: string): Promise<void> {
  await ctx.db
    .updateTable('entree')
    .set({ orienteLe: le })
    .where('personneId', '=', personneId)
    .where('orienteLe', 'is', null)
    .where('closeLe', 'is', null)
    .execute()
}

/**
 * The same for those whose orientation was decided while a flow opened their delay, which neither knew: told of it, or given a référent,
 * that day, or the day of the reception when that is later.
 */
export async function arreterDelaisDecides(ctx: Context, personnes: readonly string[]): Promise<void> {
  await sql`
    update entree e set oriente_le = greatest(e.recu_le, least(o.notifiee_le, k.debut))
    from orientation o left join accompagnement k on k.orientation_id = o.id and k.fin is null
    where o.personne_id = e.personne_id and o.personne_id = any(${[...personnes]}::uuid[]) and o.origine = 'decision' and o.fin is null
      and e.oriente_le is null and e.close_le is null and coalesce(o.notifiee_le, k.debut) is not null`.execute(ctx.db)
}

/** A follow-up begun elsewhere, and the flow that ended it, if one did. */
export type SuiviConnu = { personneId: string; debut: string; finFlux: number | null }

/**
 * What imported follow-ups say of delays: one that ran when the flow came in is that of nobody who enters (rule E1 c); begun since, the
 * follow-up is the orientation of that delay (rule E4), even if the right ended later. A delay that an agent stopped stays as it is.
 */
export async function rapporterSuivisConnus(ctx: Context, suivis: readonly SuiviConnu[]): Promise<void> {
  await sql`
    update entree e set
      oriente_le = case when s.debut >= e.recu_le then s.debut end,
      close_le = case when s.debut < e.recu_le then coalesce(e.close_le, ${ctx.today}::date) end,
      close_motif = case when s.debut < e.recu_le then ${SUIVI_CONNU} end
    from unnest(${suivis.map(s => s.personneId)}::uuid[], ${suivis.map(s => s.debut)}::date[],
      ${suivis.map(s => s.finFlux)}::int[]) as s (personne_id, debut, fin_flux)
    where e.personne_id = s.personne_id and e.oriente_le is null and coalesce(e.close_motif = any(${[...CLOS_PAR_UN_FLUX]}), true)
      and case when s.debut < e.recu_le then coalesce(e.flux < s.fin_flux, true) else coalesce(e.close_le > s.debut, true) end`.execute(
    ctx.db,
  )
}

/** Forgets that a follow-up stopped a delay, before what began that day is told again. */
export async function oublierSuivisConnus(
  ctx: Context,
  suivis: readonly Pick<SuiviConnu, 'personneId' | 'debut'>[],
): Promise<void> {
  await sql`
    update entree e set oriente_le = null
    from unnest(${suivis.map(s => s.personneId)}::uuid[], ${suivis.map(s => s.debut)}::date[]) as s (personne_id, debut)
    where e.personne_id = s.personne_id and e.oriente_le = s.debut and e.close_le is null`.execute(ctx.db)
}

/** Motive of a delay that was none: the person was followed already. Told, and counted nowhere. */
const SUIVI_CONNU = 'suivi-connu'
/** Why a flow closes a delay. */
const CLOS_PAR_UN_FLUX = [
  'radiation',
  'mutation',
  'sortie-du-foyer',
  'absent-du-flux',
  'suspension-longue',
  'plus-soumise',
] as const

/** SQL condition over an entry `e`: the person did enter. */
export const EST_UNE_ENTREE = sql<SqlBool>`e.close_motif is distinct from ${SUIVI_CONNU}`
