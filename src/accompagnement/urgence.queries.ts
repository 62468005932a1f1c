import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { estMene } from '../agent/relations.queries.ts'
import { traits } from '../agent/roles.ts'
import type { Dominante } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'
import { DUREES, JOURS_AVANT_BILAN, JOURS_SANS_CONTACT, URGENCES_A_FAIRE, type Urgence } from './accompagnement.ts'

/**
 * A running follow-up, judged: `dernier` and `prochain`, ISO instants of the last contact and of the next appointment; `bilanLe`, the
 * day given for the bilan, else the one on which it is due.
 */
export type SuiviJuge = {
  personneId: string
  nom: string
  prenom: string
  dominante: Dominante
  debut: string
  veilleDepuis: string | null
  referentId: string
  referent: string
  coReferentId: string | null
  dernier: string | null
  prochain: string | null
  bilanLe: string
  urgence: Urgence
}

const dureeEnSql = (champ: 'mois' | 'renouvellement') =>
  sql`(case ac.dominante when 'emploi' then ${DUREES.emploi[champ]}::int when 'equilibre' then ${DUREES.equilibre[champ]}::int
    else ${DUREES.remobilisation[champ]}::int end * interval '1 month')`

/**
 * SQL query: running follow-ups and what each asks (rules A3, A4; a bilan whose day is given asks nothing more): the one rule, for
 * the portfolio, the day of who leads a team and the person's file. `quand`: which ones, over a row `ac` of suivi_courant.
 */
export const suivisJuges = (ctx: Context, quand: RawBuilder<unknown>): RawBuilder<SuiviJuge> => sql<SuiviJuge>`
  select suivi.*, case
    when veille_depuis is not null then 'veille'
    when bilan_le < ${ctx.today}::date then 'bilan-depasse'
    when dernier is null and prochain is null then 'premier-contact'
    when prochain is null and dernier < ${ctx.now}::timestamptz - ${JOURS_SANS_CONTACT}::int * interval '1 day' then 'sans-contact'
    when bilan_le <= ${ctx.today}::date + ${JOURS_AVANT_BILAN}::int and bilan_prevu is null then 'bilan-proche'
    else 'suivi' end as urgence
  from (
    select ac.personne_id, p.nom, p.prenom, ac.dominante, ac.debut, ac.veille_depuis, ac.referent_id, ac.referent, ac.co_referent_id,
      rdv.dernier, rdv.prochain, rdv.bilan_prevu,
      coalesce(rdv.bilan_prevu::date, (rdv.bilan::date + ${dureeEnSql('renouvellement')})::date,
        (ac.debut + ${dureeEnSql('mois')})::date) as bilan_le
    from suivi_courant ac
    join personne p on p.id = ac.personne_id
    cross join lateral (
      select max(r.debut) filter (where r.issue = 'present') as dernier,
        min(r.debut) filter (where r.issue is null and r.debut >= ${ctx.now}::timestamptz) as prochain,
        max(r.debut) filter (where r.issue = 'present' and r.objet = 'bilan') as bilan,
        min(r.debut) filter (where r.issue is null and r.objet = 'bilan' and r.debut >= ${ctx.now}::timestamptz) as bilan_prevu
      from rendez_vous r where r.personne_id = ac.personne_id and r.debut >= ac.debut
    ) rdv
    where ${quand} and p.fusionnee_dans is null
  ) suivi`

/** SQL condition over a follow-up `ac`: it is in the portfolio of the agent, or of the team they lead. */
export const duPortefeuille = (ctx: Context): RawBuilder<SqlBool> =>
  traits(ctx.agent.role)?.portefeuille === 'equipe'
    ? sql`ac.structure_id = ${ctx.agent.structureId} and ${estMene(ctx, sql.ref('ac.referent_id'))}`
    : sql`(ac.referent_id = ${ctx.agent.id} or ac.co_referent_id = ${ctx.agent.id})`

/** How many persons of the portfolio ask for something. */
export async function compterAFaire(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${suivisJuges(ctx, duPortefeuille(ctx))}) j
    where j.urgence = any(${URGENCES_A_FAIRE})`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
