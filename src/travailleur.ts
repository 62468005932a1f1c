import { Logger, type Runner, run } from 'graphile-worker'
import type { Base } from './socle/db.ts'
import { HORAIRES, taches } from './taches.ts'

/**
 * Starts working on the background jobs of every territory, on the clock `now`. Start as many processes as needed: a job is done
 * by one.
 */
export async function travailleur(
  base: Base,
  signaler: (message: string) => void,
  now: () => string = () => Temporal.Now.instant().toString(),
): Promise<Runner> {
  return run({
    connectionString: base.url,
    taskList: taches(base, now),
    crontab: HORAIRES,
    concurrency: 2,
    noHandleSignals: true,
    // Only failures are told, and only by their kind: a job's payload may hold personal data.
    logger: new Logger(() => (niveau, _message, meta) => {
      if (niveau === 'error')
        signaler(
          `tâche en échec${typeof meta?.job === 'object' ? ` (${(meta.job as { task_identifier?: string }).task_identifier})` : ''}`,
        )
    }),
  })
}
