import type { Base } from '../socle/db.ts'
import { territoires } from '../territoire/territoires.queries.ts'
import { traiterImports } from './executer-import.ts'

/**
 * Looks in every territory for imports that wait with nobody at work on them: their worker was killed, or took its leave just as
 * they came. Runs every minute.
 */
export async function reprendreImports(base: Base, now: () => string): Promise<void> {
  for (const territoire of await territoires(base)) {
    const enAttente = await base
      .territoire(territoire.code)
      .selectFrom('import')
      .select('id')
      .where('statut', 'in', ['en-attente', 'en-cours'])
      .limit(1)
      .executeTakeFirst()
    if (enAttente) await traiterImports(base, territoire, now)
  }
}
