import { z } from 'zod'
import { job } from '../socle/job.ts'
import { appliquerAPart } from './appliquer-a-part.ts'

/**
 * Applies the imports that wait, as soon as one is asked for. Looks again every minute for those with nobody at work on them: their
 * worker was killed, or took its leave just as they came.
 */
export const appliquerImports = job('traiter-imports', z.object({}), chantier => appliquerAPart(chantier), {
  titre: 'Application des fichiers qui attendent',
  chaque: '* * * * *',
  parTerritoire: true,
  transactions: 'siennes',
})
