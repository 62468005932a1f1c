import { type RawBuilder, sql } from 'kysely'
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
 * What an imported follow-up says of running delays: begun before the reception, the person wasn't an entrant (rule E1 c); begun
 * since, it is the orientation of that delay (rule E4). `suivis`: person and first day of the follow-up.
 */
export async function rapporterSuivisConnus(
  ctx: Context,
  suivis: readonly { personneId: string; debut: string }[],
): Promise<void> {
  await sql`
    update entree e set
      oriente_le = case when s.debut >= e.recu_le then s.debut end,
      close_le = case when s.debut < e.recu_le then ${ctx.today}::date end,
      close_motif = case when s.debut < e.recu_le then 'suivi-connu' end
    from unnest(${suivis.map(s => s.personneId)}::uuid[], ${suivis.map(s => s.debut)}::date[]) as s (personne_id, debut)
    where e.personne_id = s.personne_id and e.oriente_le is null and e.close_le is null`.execute(ctx.db)
}
