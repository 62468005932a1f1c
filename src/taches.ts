import type { Task } from 'graphile-worker'
import { purgerSessions } from './agent/session.queries.ts'
import { prevenirAlerte } from './import/calendrier/prevenir-alerte.job.ts'
import { verifierFlux } from './import/calendrier/verifier-flux.job.ts'
import { surveillerDepots } from './import/depot/surveiller-depots.job.ts'
import { traiterImports } from './import/executer-import.ts'
import { purgerImports } from './import/purger-imports.job.ts'
import { reprendreImports } from './import/reprendre-imports.job.ts'
import { conserver } from './protection/conserver.job.ts'
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
    'surveiller-depots': () => surveillerDepots(base, maintenant),
    'purger-imports': () => purgerImports(base, maintenant),
    conserver: () => conserver(base, maintenant),
    'verifier-flux': () => verifierFlux(base, maintenant),
    'prevenir-alerte': async charge => {
      const { territoire: code, alerte } = charge as { territoire: string; alerte: string }
      const territoire = await territoireNomme(base, code)
      if (territoire) await prevenirAlerte(base, territoire, alerte, maintenant)
    },
  }
}

/** When jobs run by themselves (UTC). */
export const HORAIRES = `
0 3 * * * purger-sessions
30 3 * * * purger-imports
0 4 * * * conserver
0 6 * * * verifier-flux
* * * * * reprendre-imports
* * * * * surveiller-depots
`
