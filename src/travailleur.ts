import { EventEmitter } from 'node:events'
import { setTimeout as attendre } from 'node:timers/promises'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { tenirVeille } from './exploitation/veiller.ts'
import { reprendreImports } from './import/traiter-imports.job.ts'
import { JOBS } from './jobs.ts'
import { numeroCourant } from './socle/auth/cles.ts'
import type { Base } from './socle/db.ts'
import { adresseDe, ROLE_TRAVAUX } from './socle/postgres/portes.ts'
import { horaires, type Maison, REGLAGES, taches } from './socle/travaux/job-execution.ts'
import { tenirVivant, type Vivant } from './socle/travaux/vivants.ts'
import { territoires } from './territoire/territoires.queries.ts'

/** How the jobs' connections call themselves, with the number of their key: one of them listens as long as the process lives. */
const NOM = 'filrouge travaux'
const nomIci = () => `${NOM}, cle ${numeroCourant()}`

export type Travailleur = {
  /**
   * Takes no more jobs, and lets those at work end. At eight tenths of `delaiMs` the long ones are told to give back what they do; those
   * that still run at its end are given back as they are, for another process: this one must end then.
   */
  arreter: (delaiMs: number) => Promise<void>
}

/** Part of the time given to a stop after which a long job gives back what it does: undoing it takes the rest. */
const PART_POUR_FINIR = 0.8

/**
 * Starts working on the background jobs of every territory, on the clock `now`, and first on the imports that a stop left. Start as many
 * processes as needed: a job is done by one, and those of a dead one are taken again as soon as it is known dead.
 */
export async function travailleur(
  base: Base,
  signaler: Maison['signaler'],
  now: () => string = () => Temporal.Now.instant().toString(),
): Promise<Travailleur> {
  const url = adresseNommee(adresseDe(base.url, ROLE_TRAVAUX))
  const rendre = new AbortController()
  const machine = { base, maintenant: now, arret: rendre.signal }
  const events: WorkerEvents = new EventEmitter()
  let vivant: Promise<Vivant> | undefined
  events.on('pool:create', ({ workerPool }) => {
    vivant = tenirVivant(url, workerPool.id)
  })
  const ouvrier = await run({
    connectionString: url,
    preset: REGLAGES,
    events,
    taskList: taches(JOBS, { ...machine, territoires: () => territoires(base), signaler }),
    crontab: horaires(JOBS),
    concurrency: 2,
    noHandleSignals: true,
    // The failure of a job is told by the house; here the queue's own troubles, by their kind: its messages quote payloads.
    logger: new Logger(() => (niveau, _message, meta) => {
      if (niveau === 'error' && !meta?.failure) signaler('la file des travaux de fond est en difficulté')
    }),
  })
  for (const territoire of await territoires(base)) await reprendreImports({ ...machine, territoire })
  const fini = new AbortController()
  const veille = tenirVeille(
    { ...machine, signaler },
    async () => (await (await vivant)?.retard()) ?? null,
    fini.signal,
  )

  return {
    arreter: async delaiMs => {
      fini.abort()
      const temps = new AbortController()
      const apres = (ms: number) => attendre(ms, undefined, { signal: temps.signal }).catch(() => {})
      const arret = ouvrier.stop().finally(() => temps.abort())
      apres(delaiMs * PART_POUR_FINIR).then(() => rendre.abort())
      await Promise.race([Promise.all([arret, veille]), apres(delaiMs)])
      const celui = await vivant
      await celui?.rendre().catch(() => {})
      await celui?.fermer()
    },
  }
}

function adresseNommee(adresse: string): string {
  const url = new URL(adresse)
  url.searchParams.set('application_name', nomIci())
  return url.href
}

/** Does a server work on this database, here or on another machine, that encrypts with another key than this process? */
export async function serviceSousAutreCle(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
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
