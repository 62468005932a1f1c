import { type RawBuilder, sql } from 'kysely'
import { perimetre } from '../agent/perimetre.ts'
import { parNom } from '../lecture/par-nom.ts'
import type { Context } from '../socle/use-case.ts'
import type { Appel, Partage } from './en-bref.ts'

/** A number may be that of a whole hostel: some names tell enough. */
const NOMMEES = 5

/**
 * SQL query of the other persons (id, nom, prenom, par) reached by the same telephone or mailbox as `p`, by the index of each: a number is
 * never a person (rule A9). `par`: 'telephone' or 'courriel'.
 */
const AUTRES: RawBuilder<unknown> = sql`
  select q.id, q.nom, q.prenom, q.par from (
    select id, nom, prenom, fusionnee_dans, 'telephone' as par from personne where telephone = p.telephone
    union all select id, nom, prenom, fusionnee_dans, 'courriel' from personne where courriel = p.courriel
  ) q where q.id <> p.id and q.fusionnee_dans is null and not exists (select 1 from archive z where z.personne_id = q.id)`

/** SQL (boolean): somebody else has the telephone or the mailbox of the person `p`. */
export const NUMERO_PARTAGE: RawBuilder<boolean> = sql<boolean>`exists (${AUTRES})`

/**
 * SQL (json, `Appel` or null when no number is known) over `personne p`: the only way a number is read for a sentence that says to call.
 * Every role that sees a person is shown what it says (`MONTRE`).
 */
export const APPEL: RawBuilder<Appel | null> = sql<Appel | null>`case when p.telephone is not null then jsonb_build_object(
  'numero', p.telephone,
  'sansMessage', coalesce((select x.sans_message from precaution x where x.personne_id = p.id), false),
  'partage', exists (select 1 from (${AUTRES}) a where a.par = 'telephone')) end`

/** What a person shares with others, who are named only to who may open their file. */
export async function partageDe(ctx: Context, personneId: string): Promise<Partage> {
  const { rows } = await sql<{ telephone: boolean; courriel: boolean; avec: Partage['avec'] }>`
    select coalesce(bool_or(a.par = 'telephone'), false) as telephone, coalesce(bool_or(a.par = 'courriel'), false) as courriel,
      coalesce((select json_agg(n) from (
        select o.id as "personneId", o.nom, o.prenom from personne o
        where o.id = any(array_agg(a.id)) and ${perimetre(ctx, sql.ref('o.id'))}
        order by ${parNom('o')} limit ${NOMMEES}) n), '[]') as avec
    from personne p cross join lateral (${AUTRES}) a where p.id = ${personneId}`.execute(ctx.db)
  return rows[0] ?? { telephone: false, courriel: false, avec: [] }
}
