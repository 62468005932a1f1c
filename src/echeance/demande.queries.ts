import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * SQL condition over a row of echeance (its alias): it asks for something now. What an appointment of today or later answers, what is
 * put off and what waits for the step before asks nothing: one gone by without a word is no contact.
 */
export const demande = (ctx: Context, alias: string): RawBuilder<SqlBool> => {
  const report = sql.ref(`${alias}.reportee_jusquau`)
  return sql`(${aFaire(ctx, alias)} and (${report} is null or ${report} < ${ctx.today}::date))`
}

/** SQL condition over a row of echeance (its alias): it would ask, had it not been put off. */
export const estReportee = (ctx: Context, alias: string): RawBuilder<SqlBool> =>
  sql`(${aFaire(ctx, alias)} and ${sql.ref(`${alias}.reportee_jusquau`)} >= ${ctx.today}::date)`

const aFaire = ({ now, today }: Context, alias: string): RawBuilder<SqlBool> => {
  const c = (colonne: string) => sql.ref(`${alias}.${colonne}`)
  return sql`${c('commande')} and ${c('des')} <= ${now}::timestamptz and (${c('prevu_le')} is null or ${c('prevu_le')} < ${today}::date)`
}

/** SQL: what is due to a person (column), as JSON for the screens, the first due first. */
export const echeancesEnJson = (ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select coalesce(json_agg(json_build_object('genre', e.genre, 'objetId', e.objet_id, 'depuis', e.depuis, 'pour', e.pour,
      'commande', e.commande, 'demande', coalesce(${demande(ctx, 'e')}, false),
      'des', e.des,
      'prevuLe', e.prevu_le, 'reporteeJusquau', case when e.reportee_jusquau >= ${ctx.today}::date then e.reportee_jusquau end,
      'reporteeMotif', case when e.reportee_jusquau >= ${ctx.today}::date then e.reportee_motif end,
      'attendue', case when e.agent_id <> ${ctx.agent.id} then (select a.nom from agent_nom a where a.id = e.agent_id) end,
      'confieeA', (select a.nom from agent_nom a where a.id = e.confiee_a), 
      'recueDe', case when e.confiee_a = ${ctx.agent.id}
        then coalesce((select a.nom from agent_nom a where a.id = e.confiee_par), 'un collègue') end)
      order by e.pour, e.depuis), '[]')
    from echeance e where e.personne_id = ${personneId})`
