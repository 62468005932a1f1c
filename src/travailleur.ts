import { Logger, type Runner, run } from 'graphile-worker'
import { JOBS } from './jobs.ts'
import type { Base } from './socle/db.ts'
import { horaires, REGLAGES, taches } from './socle/job-execution.ts'
import { territoires } from './territoire/territoires.queries.ts'

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
    preset: REGLAGES,
    taskList: taches(JOBS, { base, maintenant: now, territoires: () => territoires(base), signaler }),
    crontab: horaires(JOBS),
    concurrency: 2,
    noHandleSignals: true,
    // The failure of a job is told by the house; here the queue's own troubles, by their kind: its messages quote payloads.
    logger: new Logger(() => (niveau, _message, meta) => {
      if (niveau === 'error' && !meta?.failure) signaler('la file des travaux de fond est en difficulté')
    }),
  })
}
