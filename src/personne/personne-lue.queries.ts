import { type RawBuilder, sql } from 'kysely'
import { luJusqua } from '../agent/lecture-apres.queries.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * SQL, for a `with`: `cible`, the person kept (a merged file leads to the one it was merged into), in scope; `reunies`, every id that
 * the file answers for: the absorbed ones' timeline, old orientations and readings stay under their own id. `jusqua`:
 * the last day that the agent reads; what was written later stays unknown to a former référent.
 */
export const personneLue = (ctx: Context, personneId: string): RawBuilder<unknown> => sql`
  cible as materialized (
    select p.*, l.jusqua from personne p cross join lateral (select ${luJusqua(ctx, sql.ref('p.id'))} as jusqua) l
    where p.id = (select coalesce(d.fusionnee_dans, d.id) from personne d where d.id = ${personneId}::uuid)
      and p.fusionnee_dans is null and l.jusqua is not null
  ),
  reunies as materialized (
    select c.id from cible c union all select a.id from personne a where a.fusionnee_dans = (select id from cible)
  )`
