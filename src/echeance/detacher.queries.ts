import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * Before an import is undone: nothing is due any more to those it created, nor to an agent or a structure it brought, which would hold
 * them back. To those it changed, what is due is drawn again from the facts once they are put back, and stays put off or given.
 */
export async function detacher(ctx: Context, numero: number): Promise<void> {
  await sql`delete from echeance e using personne p where p.id = e.personne_id and p.cree_par = ${numero}`.execute(
    ctx.db,
  )
  await sql`
    update echeance set agent_id = null, structure_id = null
    where personne_id in (select d.personne_id from import_difference d where d.import = ${numero})
      and (agent_id is not null or structure_id is not null)`.execute(ctx.db)
}
