import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { recitImportDemande } from './import.recits.ts'
import { appliquerImports } from './traiter-imports.job.ts'

/** Asks for an import to be applied, or only simulated, with these choices added to its own. */
export async function demander(
  ctx: Context,
  importId: string,
  choix: Record<string, unknown>,
  simulation = false,
): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set({
      statut: 'en-attente',
      simulation,
      options: sql`options || ${JSON.stringify(choix)}::jsonb`,
      refus: null,
    })
    .where('id', '=', importId)
    .execute()
  await ctx.record({ objet: 'import', id: importId }, recitImportDemande, {
    apres: { simulation, force: choix.force === true },
  })
  await ctx.enqueue(appliquerImports, {})
}
