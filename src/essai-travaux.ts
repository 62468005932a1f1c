import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker'
import type { Essai } from './essai.ts'
import type { Job } from './socle/job.ts'
import { REGLAGES, taches } from './socle/job-execution.ts'
import { territoires } from './territoire/territoires.queries.ts'

/**
 * Works the jobs that wait, as the worker does, until none is left to be run now. Returns what it logged. `jobs`: the only ones that
 * this worker knows.
 */
export async function travaillerUneFois(essai: Essai, jobs: readonly unknown[]): Promise<string[]> {
  const dits: string[] = []
  const maison = {
    base: essai.base,
    maintenant: () => essai.now,
    territoires: () => territoires(essai.base),
    signaler: (message: string) => void dits.push(message),
  }
  await runOnce({
    connectionString: essai.url,
    preset: REGLAGES,
    noHandleSignals: true,
    // What the worker would have said by itself is kept too: nothing of it may tell who somebody is.
    logger: new Logger(() => (niveau, message, meta) => {
      if (niveau === 'error') dits.push(message, JSON.stringify(meta?.error ?? null))
    }),
    taskList: taches(jobs as readonly Job[], maison),
  })
  return dits
}

/** The clock comes round: a scheduled job is added as graphile-worker does it. */
export async function sonner(essai: Essai, { declaration: { nom } }: { declaration: { nom: string } }): Promise<void> {
  await ajouterBrut(essai, nom, { _cron: { ts: essai.now, backfilled: false } })
}

/** A job as another version of the software might have left it. */
export async function ajouterBrut(
  essai: Essai,
  nom: string,
  charge: Record<string, unknown>,
  flags?: string[],
): Promise<void> {
  const file = await makeWorkerUtils({ connectionString: essai.url, logger: new Logger(() => () => {}) })
  try {
    await file.addJob(nom, charge, { maxAttempts: 8, flags })
  } finally {
    await file.release()
  }
}
