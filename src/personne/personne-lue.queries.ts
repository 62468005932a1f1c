import { type RawBuilder, sql } from 'kysely'
import { perimetre } from '../agent/perimetre.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * SQL, for a `with`: `cible`, the person kept (a merged file leads to the one it was merged into), in scope; `reunies`, every id that
 * the file answers for: the absorbed ones' timeline, old orientations and readings stay under their own id.
 */
export const personneLue = (ctx: Context, personneId: string): RawBuilder<unknown> => sql`
  cible as materialized (
    select p.* from personne p
    where p.id = (select coalesce(d.fusionnee_dans, d.id) from personne d where d.id = ${personneId}::uuid)
      and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
  ),
  reunies as materialized (
    select c.id from cible c union all select a.id from personne a where a.fusionnee_dans = (select id from cible)
  )`
