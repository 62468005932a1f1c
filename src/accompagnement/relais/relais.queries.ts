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

/**
 * SQL, for a `from`: the notes that nobody has read (`v`, the follow-up that ended with it), and who follows the same person now (`k`): a
 * file merged into another keeps what is to be read. They are few: read from them, never from all who are followed.
 */
export const RELAIS_A_LIRE: RawBuilder<unknown> = sql`accompagnement v join personne u on u.id = v.personne_id
  join accompagnement k on k.personne_id = coalesce(u.fusionnee_dans, u.id) and k.fin is null
  where v.relais is not null and v.relais_lu_le is null`

/** SQL condition over the same: an agent (SQL id) of the pair that follows now is to read it; who wrote it isn't. */
export const relaisPour = (agent: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${agent} in (k.referent_id, k.co_referent_id) and ${agent} is distinct from v.relais_par)`

/** SQL (text): the note that a follow-up (SQL id) began with, by the act that opened it or by the orientation it waited under. */
export const relaisRecu = (suivi: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select v.relais from accompagnement v join accompagnement k on k.id = ${suivi}
  where v.relais is not null and v.fin_par in (k.id, k.orientation_id) order by v.relais_le desc limit 1)`
