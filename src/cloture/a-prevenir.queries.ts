import { type RawBuilder, sql } from 'kysely'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_D_EQUIPE, ROLE_DE_SUIVI } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * SQL of the agents who lead, of these periods (SQL conditions over an orientation `o` and a follow-up `k`), the structure or the team of
 * the référent; every team of a structure where a référent is still to be named.
 */
function responsables(ctx: Context, orientation: RawBuilder<unknown>, suivi: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select h.agent_id from (
      select k.structure_id, k.referent_id from accompagnement k where ${suivi}
      union select o.structure_id, null from orientation o where ${orientation}
        and not exists (select 1 from accompagnement k where ${suivi} and k.structure_id = o.structure_id)
    ) s join habilitation h on h.structure_id = s.structure_id
    where h.role = ${ROLE_D_EQUIPE} and ${habilitationEnCours(ctx.today)} and (h.equipe_id is null or s.referent_id is null
      or h.equipe_id in (select h.equipe_id from habilitation h
        where h.agent_id = s.referent_id and h.role = ${ROLE_DE_SUIVI} and ${habilitationEnCours(ctx.today)}))`
}

/** Those whose structure or team had the person until this closing. */
export const responsablesDAvant = (ctx: Context, clotureId: RawBuilder<unknown>) =>
  responsables(ctx, sql`o.fin_par = ${clotureId}::uuid`, sql`k.fin_par = ${clotureId}::uuid`)

/** Those whose structure or team has the person now. */
export const responsablesDe = (ctx: Context, personneId: RawBuilder<unknown>) =>
  responsables(
    ctx,
    sql`o.personne_id = ${personneId}::uuid and o.fin is null`,
    sql`k.personne_id = ${personneId}::uuid and k.fin is null`,
  )

/** Those who help the person in one field, closed with the file and opened with it. */
export const coIntervenantsDe = ({ today }: Context, personneId: RawBuilder<unknown>) => sql`
  select m.agent_id from membre_suivi m where m.personne_id = ${personneId}::uuid
    and m.debut <= ${today}::date and (m.fin is null or m.fin > ${today}::date)`

/** Those to whom something due to the person was entrusted: what is due is drawn again at the end of the act, it is still there. */
export const colleguesDe = (personneId: RawBuilder<unknown>) => sql`
  select c.confiee_a from echeance c where c.personne_id = ${personneId}::uuid and c.confiee_a is not null`
