import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { estMene } from '../agent/relations.queries.ts'
import { traits } from '../agent/roles.ts'
import { demande } from '../echeance/demande.queries.ts'
import type { Dominante } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'
import { URGENCES_A_FAIRE, type Urgence, type UrgenceAFaire } from './accompagnement.ts'

/**
 * A running follow-up, judged. `pour`: last day of what it asks; `bilanLe`: the day given for the bilan, else the one on which it is
 * due; both null « en veille ».
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
  bilanLe: string | null
  pour: string | null
  /** Until when the first thing put off is. */
  remisAu: string | null
  urgence: Urgence
}

/** SQL of what each urgency is, over a row `e` of echeance that asks for something. */
const RAISONS: Record<UrgenceAFaire, (ctx: Context) => RawBuilder<unknown>> = {
  'premier-contact': () => sql`e.genre = 'premier-contact'`,
  'bilan-depasse': ({ today }) => sql`e.genre = 'bilan' and e.pour < ${today}::date`,
  'sans-contact': () => sql`e.genre = 'contact'`,
  'a-conclure': () => sql`e.genre = 'rendez-vous' and e.agent_id = ac.referent_id`,
  'bilan-proche': ({ today }) => sql`e.genre = 'bilan' and e.pour >= ${today}::date`,
}

/**
 * SQL query: running follow-ups and the first thing each asks, out of what is due to the person: the one rule, for the portfolio, the
 * day of who leads a team and the person's file. `quand`: which ones, over a row `ac` of suivi_courant.
 */
export const suivisJuges = (ctx: Context, quand: RawBuilder<unknown>): RawBuilder<SuiviJuge> => {
  const rangs = URGENCES_A_FAIRE.map((urgence, rang) => sql`when ${RAISONS[urgence](ctx)} then ${sql.lit(rang)}`)
  return sql<SuiviJuge>`
  select ac.personne_id, p.nom, p.prenom, ac.dominante, ac.debut, ac.veille_depuis, ac.referent_id, ac.referent, ac.co_referent_id,
    du.bilan_le, du.premier[2]::date as pour, du.remis_au,
    case when ac.veille_depuis is not null then 'veille' else coalesce((${URGENCES_A_FAIRE}::text[])[du.premier[1]::int + 1], 'suivi') end
      as urgence
  from suivi_courant ac
  join personne p on p.id = ac.personne_id
  cross join lateral (
    select min(coalesce(e.prevu_le, e.pour)) filter (where e.genre = 'bilan') as bilan_le,
      min(e.reportee_jusquau) filter (where e.reportee_jusquau >= ${ctx.today}::date) as remis_au,
      min(array[lpad((case ${sql.join(rangs, sql` `)} end)::text, 2, '0'), e.pour::text]) filter (where ${demande(ctx, 'e')}) as premier
    from echeance e where e.personne_id = ac.personne_id
  ) du
  where ${quand} and p.fusionnee_dans is null`
}

/**
 * SQL row: last time the person of a follow-up (its alias) was met or reached since it began, next appointment given: timestamptz.
 */
export const contactsDe = (ctx: Context, alias: string): RawBuilder<unknown> => {
  const [personneId, debut] = [sql.ref(`${alias}.personne_id`), sql.ref(`${alias}.debut`)]
  return sql`
    select greatest(max(r.debut) filter (where r.issue = 'present'), (select max(c.le)::timestamptz from prise_de_contact c
        where c.personne_id = ${personneId} and c.annulee_le is null and c.le >= ${debut})) as dernier,
      min(r.debut) filter (where r.issue is null and r.debut >= ${ctx.now}::timestamptz) as prochain
    from rendez_vous r where r.personne_id = ${personneId} and r.debut >= ${debut}`
}

/** SQL condition over a follow-up `ac`: it is in the portfolio of the agent, or of the team they lead. */
export const duPortefeuille = (ctx: Context): RawBuilder<SqlBool> =>
  traits(ctx.agent.role)?.portefeuille === 'equipe'
    ? sql`ac.structure_id = ${ctx.agent.structureId} and ${estMene(ctx, sql.ref('ac.referent_id'))}`
    : sql`(ac.referent_id = ${ctx.agent.id} or ac.co_referent_id = ${ctx.agent.id})`
