import { Logger, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import { JOBS } from './jobs.ts'
import { numeroCourant } from './socle/auth/cles.ts'
import type { Base } from './socle/db.ts'
import { adresseDe, ROLE_TRAVAUX } from './socle/postgres/portes.ts'
import { horaires, REGLAGES, taches } from './socle/travaux/job-execution.ts'
import { territoires } from './territoire/territoires.queries.ts'

/** How the jobs' connections call themselves, with the number of their key: one of them listens as long as the process lives. */
const NOM = 'filrouge travaux'
const nomIci = () => `${NOM}, cle ${numeroCourant()}`

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
    connectionString: adresseNommee(adresseDe(base.url, ROLE_TRAVAUX)),
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

function adresseNommee(adresse: string): string {
  const url = new URL(adresse)
  url.searchParams.set('application_name', nomIci())
  return url.href
}

/** Does a server work on this database, here or on another machine, that encrypts with another key than this process? */
export async function serviceSousAutreCle(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity
      where datname = current_database() and starts_with(application_name, $1) and application_name <> $2 limit 1`,
      [NOM, nomIci()],
    )
    return rowCount !== 0
  } finally {
    await client.end()
  }
}
