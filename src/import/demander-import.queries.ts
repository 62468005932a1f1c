import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { recitImportDemande } from './import.recits.ts'
import { appliquerImports } from './traiter-imports.job.ts'

/**
 * Asks for an import to be applied, or only simulated; `force`: though older than the last flow, or though a list was applied already;
 * `pourquoi`: the figures that were looked at.
 */
export async function demander(
  ctx: Context,
  importId: string,
  { force = false, confirme = false, pourquoi }: { force?: boolean; confirme?: boolean; pourquoi?: string | undefined },
  simulation = false,
): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set({
      statut: 'en-attente',
      simulation,
      // Said each time: what an earlier demand forced is no choice of this one.
      options: sql`options || ${JSON.stringify({ force, confirme })}::jsonb`,
      refus: null,
      arrets: 0,
    })
    .where('id', '=', importId)
    .execute()
  await ctx.record({ objet: 'import', id: importId }, recitImportDemande, {
    apres: { simulation, force, confirme, pourquoi: confirme ? pourquoi : undefined },
  })
  await ctx.enqueue(appliquerImports, {})
}
