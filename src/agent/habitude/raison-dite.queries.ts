import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { QuiAgit } from '../../socle/use-case.ts'
import { parametreEnSql } from '../../territoire/parametre.queries.ts'
import { RELATIONS } from '../relations.queries.ts'
import { traits } from '../roles.ts'
import type { Dite } from './motifs.ts'

/** Relations that open persons by where they live: who reads by them alone has no tie of their own. */
export const estLarge = (relation: keyof typeof RELATIONS): boolean => RELATIONS[relation].tient === 'secteur'

/** Whose role opens whole files by where persons live. The card of a reception desk isn't a file: whoever comes is its work. */
export const aUneHabitude = ({ agent }: QuiAgit): boolean => {
  const role = agent.genre === 'agent' ? traits(agent.role) : null
  return role?.voit === 'dossier' && role.relations.some(estLarge)
}

/** SQL: a file (column of its id) and those it absorbed. */
export const avecReunis = (personneId: RawBuilder<unknown>) =>
  sql`(select x.id from personne x where x.id = ${personneId} or x.fusionnee_dans = ${personneId})`

/** SQL condition: the agent said why they open this file (column of its id), and it still runs; `laquelle`: over `ouverture n`. */
export const raisonCourante = (
  ctx: QuiAgit,
  personneId: RawBuilder<unknown>,
  laquelle: RawBuilder<unknown> = sql`true`,
): RawBuilder<SqlBool> => sql`
  exists (select 1 from ouverture n where n.personne_id in ${avecReunis(personneId)} and n.agent_id = ${ctx.agent.id}
    and n.le > ${ctx.now}::timestamptz - make_interval(days => ${parametreEnSql(ctx, 'acces.raison-jours')})
    and ${laquelle})`

/**
 * SQL branches of a `case` that says what opened a file to the agent: a reason that they said of this person, or of somebody who lives in
 * her household. None for whose role asks for none.
 */
export const raisonQuiOuvre = (ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<unknown> =>
  aUneHabitude(ctx)
    ? sql`when ${raisonCourante(ctx, personneId)} then 'ouverture'
      when exists (select 1 from membre ma join membre mb on mb.foyer_id = ma.foyer_id and mb.fin is null
        where ma.personne_id = ${personneId} and ma.fin is null and mb.personne_id <> ${personneId}
          and ${raisonCourante(ctx, sql.ref('mb.personne_id'))}) then 'ouverture-foyer'`
    : sql``

/** SQL (jsonb): the reason that opened the file to who made this reading (alias of `consultation`), said of that person; else null. */
export const raisonDite = (lecture: string): RawBuilder<Dite | null> => sql`
  case when ${sql.ref(`${lecture}.relation`)} = 'ouverture' then (
    select jsonb_build_object('motif', o.motif, 'precision', o.precision)
    from personne q join ouverture o on o.personne_id = q.id
    where (q.id = ${sql.ref(`${lecture}.personne_id`)} or q.fusionnee_dans = ${sql.ref(`${lecture}.personne_id`)}
        or q.id = (select x.fusionnee_dans from personne x where x.id = ${sql.ref(`${lecture}.personne_id`)}))
      and o.agent_id = ${sql.ref(`${lecture}.acteur_id`)} and o.le <= ${sql.ref(`${lecture}.le`)}
    order by o.le desc limit 1) end`
