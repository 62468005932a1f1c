import type { Task } from 'graphile-worker'
import { purgerSessions } from './agent/session.queries.ts'
import { traiterImports } from './echanges/executer-import.ts'
import { reprendreImports } from './echanges/reprendre-imports.job.ts'
import type { Base } from './socle/db.ts'
import { territoireNomme } from './territoire/territoires.queries.ts'

/** Every background job, one line each. A job gets the base, the clock and what was asked; it may run twice. */
export function taches(base: Base, maintenant: () => string): Record<string, Task> {
  return {
    'purger-sessions': () => purgerSessions(base, maintenant()),
    'traiter-imports': async charge => {
      const territoire = await territoireNomme(base, (charge as { territoire: string }).territoire)
      if (territoire) await traiterImports(base, territoire, maintenant)
    },
    'reprendre-imports': () => reprendreImports(base, maintenant),
  }
}

/** When jobs run by themselves (UTC). */
export const HORAIRES = `
0 3 * * * purger-sessions
* * * * * reprendre-imports
`
