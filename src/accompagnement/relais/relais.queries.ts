import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { recitRelais } from '../accompagnement.recits.ts'

/**
 * What whoever follows a person next must know, kept with the follow-up that an act (`par`) just ended (rule A1): it waits until somebody
 * is designated and has read it. Nothing is kept when nobody followed them, or nothing is written.
 */
export async function laisserLeRelais(
  ctx: Context,
  { personneId, par, texte }: { personneId: string; par: string; texte: string | null },
): Promise<void> {
  if (texte === null) return
  const auteur = ctx.agent.genre === 'systeme' ? null : ctx.agent.id
  const fini = await ctx.db
    .updateTable('accompagnement')
    .set({ relais: texte, relaisPar: auteur, relaisLe: ctx.now })
    .where('personneId', '=', personneId)
    .where('finPar', '=', par)
    .returning('id')
    .executeTakeFirst()
  if (fini) await ctx.record({ personne: personneId }, recitRelais, { apres: { suiviId: fini.id } })
}

/** SQL: notes that nobody has read, beside columns of theirs. */
const NON_LUE = sql`v.relais is not null and v.relais_lu_le is null`

/**
 * SQL, for a `from`: the notes that nobody has read (`v`, the follow-up that ended with it), and who follows the same person now (`k`): a
 * file merged into another (`v.dossier`) keeps what is to be read. Read by index from either side: from all notes, or from few persons.
 */
export const RELAIS_A_LIRE: RawBuilder<unknown> = sql`(
    select v.*, v.personne_id as dossier from accompagnement v where ${NON_LUE}
      and not exists (select 1 from personne u where u.id = v.personne_id and u.fusionnee_dans is not null)
    union all select v.*, u.fusionnee_dans from personne u join accompagnement v on v.personne_id = u.id
      where u.fusionnee_dans is not null and ${NON_LUE}) v
  join accompagnement k on k.personne_id = v.dossier and k.fin is null where true`

/** SQL condition over the same: an agent (SQL id) of the pair that follows now is to read it; who wrote it isn't. */
export const relaisPour = (agent: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${agent} in (k.referent_id, k.co_referent_id) and ${agent} is distinct from v.relais_par)`

/** SQL condition over two follow-ups: `k` began with the note of `v`, by the act that opened it or by the orientation it waited under. */
export const RELAIS_RECU: RawBuilder<unknown> = sql`(v.relais is not null and v.fin_par in (k.id, k.orientation_id))`

/** SQL (text): the last note that a follow-up (SQL id) began with. */
export const relaisRecu = (suivi: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select v.relais from accompagnement k join accompagnement v on ${RELAIS_RECU} where k.id = ${suivi} order by v.relais_le desc limit 1)`
