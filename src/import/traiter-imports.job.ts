import { z } from 'zod'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import { type Chantier, job } from '../socle/job.ts'
import { appliquerAPart } from './appliquer-a-part.ts'
import { prochain } from './imports.queries.ts'

/**
 * Applies the imports that wait, as soon as one is asked for. Looks again every minute for those with nobody at work on them: their
 * worker was killed, or took its leave just as they came.
 */
export const appliquerImports = job(
  'traiter-imports',
  z.object({}),
  async (chantier): Promise<void> => {
    // Given back by a server that stops: another takes it at once, or the same one when it starts.
    if ((await appliquerAPart(chantier)) === 'rendu') await reprendreImports(chantier)
  },
  {
    titre: 'Application des fichiers qui attendent',
    chaque: '* * * * *',
    parTerritoire: true,
    transactions: 'siennes',
  },
)

/** Asks that the imports which wait in a territory be applied now: nobody may be at it, after a stop. */
export async function reprendreImports({ base, territoire, maintenant }: Chantier): Promise<void> {
  const db = base.territoire(territoire.code)
  if (!(await prochain(db))) return
  await contexte(db, base, { agent: SYSTEME, territoire, now: maintenant() }).enqueue(appliquerImports, {})
}
