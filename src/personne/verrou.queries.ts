import { sql } from 'kysely'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * Locks those of these persons who are in scope until the end of the command, so that two decisions on the same person follow each
 * other instead of crossing. What is then decided is read by another statement: one that waited goes on with what it saw before,
 * the relation that was just lost, the file that was just closed.
 */
export async function tenirPersonnes(ctx: Context, personneIds: readonly string[]): Promise<void> {
  await sql`
    select 1 from personne p
    where p.id = any(${[...personneIds]}::uuid[]) and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}
    order by p.id for no key update of p`.execute(ctx.db)
  await ctx.garde?.exiger(ctx, personneIds)
}

/** The same for one person, who is in scope once locked (404 otherwise). */
export async function verrouillerPersonne(ctx: Context, personneId: string): Promise<void> {
  await tenirPersonnes(ctx, [personneId])
  await exigerPerimetre(ctx, personneId)
}
