import type { Task } from 'graphile-worker'
import { purgerSessions } from './agent/session.queries.ts'
import type { Base } from './socle/db.ts'

/** Every background job, one line each. A job gets the base and what was asked; it may run twice. */
export function taches(base: Base): Record<string, Task> {
  return {
    'purger-sessions': async () => {
      await purgerSessions(base, Temporal.Now.instant().toString())
    },
  }
}

/** When jobs run by themselves (UTC). */
export const HORAIRES = '0 3 * * * purger-sessions'
