import { sql } from 'kysely'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * Locks a person in scope until the end of the command (404 otherwise), so that two decisions on the same person
 * follow each other instead of crossing.
 */
export async function verrouillerPersonne(ctx: Context, personneId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from personne p
    where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
    for no key update of p`.execute(ctx.db)
  if (!rows.length) throw await horsPerimetre(ctx, personneId)
}
