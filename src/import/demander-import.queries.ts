import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { recitImportDemande } from './import.recits.ts'
import { chiffresVus } from './import.ts'
import { appliquerImports } from './traiter-imports.job.ts'

/**
 * Asks for an import to be applied, or only simulated; `force`: though older than the last flow, or though a list was applied already;
 * `vu`: why it was held, as it was read by who confirms; it serves for nothing else.
 */
export async function demander(
  ctx: Context,
  importId: string,
  { force = false, vu = null }: { force?: boolean; vu?: string | null },
  simulation = false,
): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set({
      statut: 'en-attente',
      simulation,
      // Said each time: what an earlier demand forced is no choice of this one.
      options: sql`options || ${JSON.stringify({ force, vu })}::jsonb`,
      refus: null,
      arrets: 0,
    })
    .where('id', '=', importId)
    .execute()
  await ctx.record({ objet: 'import', id: importId }, recitImportDemande, {
    apres: { simulation, force, confirme: vu !== null, pourquoi: vu === null ? undefined : chiffresVus(vu) },
  })
  await ctx.enqueue(appliquerImports, {})
}
