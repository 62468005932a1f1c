import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * Moves the accompagnements of one person to another (merge of two files, or its undoing); a period that overlaps one of the other
 * file stays where it is. Returns the ids moved.
 */
export async function deplacerAccompagnements(
  ctx: Context,
  de: string,
  vers: string,
  seulement?: string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update accompagnement o set personne_id = ${vers}
    where o.personne_id = ${de} ${seulement ? sql`and o.id = any(${seulement}::uuid[])` : sql``}
      and not exists (select 1 from accompagnement v where v.personne_id = ${vers}
        and daterange(v.debut, v.fin) && daterange(o.debut, o.fin))
    returning o.id`.execute(ctx.db)
  return rows.map(r => r.id)
}
