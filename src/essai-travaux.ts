import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker'
import pg from 'pg'
import type { Essai } from './essai.ts'
import { prevenirAlerte } from './import/calendrier/prevenir-alerte.job.ts'
import type { Job } from './socle/job.ts'
import { adresseDe, ROLE_TRAVAUX } from './socle/postgres/portes.ts'
import { REGLAGES, taches } from './socle/travaux/job-execution.ts'
import { uuidv7 } from './socle/uuid.ts'
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
    signaler: (message: string, suite = {}) => void dits.push(`${message}\n${JSON.stringify(suite)}`),
  }
  await runOnce({
    connectionString: adresseDe(essai.url, ROLE_TRAVAUX),
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
export async function sonner(
  essai: Essai,
  { declaration: { nom, deTerritoire } }: { declaration: { nom: string; deTerritoire: boolean } },
): Promise<void> {
  await ajouterBrut(essai, nom, { _cron: { ts: essai.now, backfilled: false } }, undefined, !deTerritoire)
}

/** Tells an alert that doesn't exist, and failed for good: its number. */
export async function unTravailEnEchec(essai: Pick<Essai, 'url' | 'now' | 'enTransaction'>): Promise<string> {
  await essai.enTransaction(ctx => ctx.enqueue(prevenirAlerte, { alerte: uuidv7() }))
  const echec = {
    raison:
      'Le serveur de courriel courriel.example.org:587, réglé par FILROUGE_SMTP, n’a pas répondu (code ESOCKET). Vérifiez qu’il marche, et que ce serveur-ci peut l’atteindre.',
    depuis: essai.now,
    essais: 8,
  }
  const { rows } = await enProprietaire<{ id: string }>(
    essai,
    `select (graphile_worker.permanently_fail_jobs(array[max(id)], $1)).id from graphile_worker.jobs`,
    [JSON.stringify(echec)],
  )
  return rows[0]?.id ?? ''
}

/** What only the owner of the base may do. */
async function enProprietaire<T extends pg.QueryResultRow>(essai: Pick<Essai, 'url'>, sql: string, valeurs: unknown[]) {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  try {
    return await client.query<T>(sql, valeurs)
  } finally {
    await client.end()
  }
}

/** A job as another version of the software might have left it; `seul`: one line, one at a time (`horaires` of job-execution.ts). */
export async function ajouterBrut(
  essai: Essai,
  nom: string,
  charge: Record<string, unknown>,
  flags?: string[],
  seul = false,
): Promise<void> {
  const file = await makeWorkerUtils({ connectionString: essai.url, logger: new Logger(() => () => {}) })
  try {
    await file.addJob(nom, charge, { maxAttempts: 8, flags, ...(seul ? { jobKey: nom, queueName: nom } : {}) })
  } finally {
    await file.release()
  }
}
