import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'

/**
 * Teaches the search the words that names are made of, so that it can correct those badly typed. `noms`: a query giving `recherche`
 * (names in their comparable form, as in `personne.recherche`). To be called by whatever writes names.
 */
export async function apprendreMots(ctx: Context, noms: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into mot_nom (mot, son, variantes)
    select m.mot, son(m.mot), variantes_mot(m.mot)
    from (select distinct unnest(string_to_array(n.recherche, ' ')) as mot from (${noms}) n) m
    where not exists (select 1 from mot_nom d where d.mot = m.mot)
    on conflict do nothing`.execute(ctx.db)
}
