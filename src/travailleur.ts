import { EventEmitter } from 'node:events'
import { setTimeout as attendre } from 'node:timers/promises'
import { Logger, parseCrontab, type RunnerOptions, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { tenirVeille } from './exploitation/veiller.ts'
import { reprendreImports } from './import/traiter-imports.job.ts'
import { JOBS } from './jobs.ts'
import type { Base } from './socle/db.ts'
import { adresseDe, ROLE_TRAVAUX } from './socle/postgres/portes.ts'
import { attenteDeLaFile } from './socle/travaux/attente.ts'
import { horaires, type Maison, REGLAGES, taches } from './socle/travaux/job-execution.ts'
import { nomIci } from './socle/travaux/service.ts'
import { tenirVivant, type Vivant } from './socle/travaux/vivants.ts'
import { territoires } from './territoire/territoires.queries.ts'

export type Travailleur = {
  /**
   * Takes no more jobs, and lets those at work end. At eight tenths of `delaiMs` the long ones are told to give back what they do; those
   * that still run at its end are given back as they are, for another process: this one must end then.
   */
  arreter: (delaiMs: number) => Promise<void>
}

/** Part of the time given to a stop after which a long job gives back what it does: undoing it takes the rest. */
const PART_POUR_FINIR = 0.8

/** Milliseconds in which the base takes back the jobs that are given to it, or isn't there. */
const QUITTER_MS = 500

/** How long the queue waits before it is taken again, once it let its worker down: milliseconds. */
const REPRISE_MS = 250

/**
 * Starts working on the background jobs of every territory, on the clock `now`, and first on the imports that a stop left. Start as many
 * processes as needed: a job is done by one, and those of a dead one are taken again as soon as it is known dead. When the base is lost,
 * it works again as soon as the base is back.
 */
export async function travailleur(
  base: Base,
  signaler: Maison['signaler'],
  now: () => string = () => Temporal.Now.instant().toString(),
): Promise<Travailleur> {
  const rendre = new AbortController()
  const machine = { base, maintenant: now, arret: rendre.signal }
  const maison = { ...machine, territoires: () => territoires(base), signaler }
  const reprendre = async () => {
    for (const territoire of await territoires(base)) await reprendreImports({ ...machine, territoire })
  }
  const difficulte = direParMinute(() => signaler('la file des travaux de fond est en difficulté'))
  const rendreConsole = prendreConsole(difficulte)
  // Those who call a neighbour have a worker each: a mute one keeps only its own waiting. The clock of all is one.
  const ouvriers = await Promise.all(
    [...Map.groupBy(JOBS, j => j.declaration.voisin)].map(([voisin, jobs]) => {
      const equipe = { taskList: taches(jobs, maison), concurrency: voisin ? 1 : 2 }
      const parsedCronItems = parseCrontab(voisin ? '' : horaires(JOBS))
      return tenirOuvrier(base, { ...equipe, parsedCronItems }, difficulte, voisin ? async () => {} : reprendre)
    }),
  )
  await reprendre()
  const partir = new AbortController()
  const retard = () => attenteDeLaFile(base.commun).catch(() => null)
  const veille = tenirVeille({ ...machine, signaler }, retard, partir.signal)

  return {
    arreter: async delaiMs => {
      partir.abort()
      const tot = new AbortController()
      const apres = (ms: number) => attendre(ms, undefined, { signal: tot.signal }).catch(() => {})
      const arret = Promise.all([...ouvriers.map(o => o.arreter()), veille]).finally(() => tot.abort())
      apres(delaiMs * PART_POUR_FINIR).then(() => rendre.abort())
      await Promise.race([arret, apres(delaiMs)])
      await Promise.race([Promise.all(ouvriers.map(o => o.quitter().catch(() => {}))), attendre(QUITTER_MS)])
      rendreConsole()
    },
  }
}

/** A worker as long as it is needed: when one is lost, or the base was, another takes its place, and `reprendre` is done. */
async function tenirOuvrier(
  base: Base,
  equipe: Equipe,
  difficulte: () => void,
  reprendre: () => Promise<void>,
): Promise<Pick<Ouvrier, 'arreter' | 'quitter'>> {
  let ouvrier = await unOuvrier(base, equipe, difficulte)
  let fini = false
  const partants = new Set<Promise<void>>()
  const renvoyer = (celui: Ouvrier) => {
    const depart = celui
      .arreter()
      .then(() => jusquaCeQue(celui.quitter, () => fini))
      .finally(() => partants.delete(depart))
    partants.add(depart)
  }
  const vie = (async () => {
    for (;;) {
      await Promise.race([ouvrier.mort, ouvrier.baseRevenue])
      if (fini) return
      // Another takes its place at once; what it still does, it ends, or gives back.
      renvoyer(ouvrier)
      await jusquaCeQue(
        async () => {
          ouvrier = await unOuvrier(base, equipe, difficulte)
        },
        () => fini,
      )
      await jusquaCeQue(reprendre, () => fini)
    }
  })()
  return {
    arreter: async () => {
      fini = true
      await Promise.all([ouvrier.arreter(), vie, ...partants])
    },
    quitter: () => ouvrier.quitter(),
  }
}

/** The queue's own troubles come by the handful, at each of its connections: told once, then not for a minute. */
const SILENCE_MS = 60_000
function direParMinute(dire: () => void): () => void {
  let dernier = Number.NEGATIVE_INFINITY
  return () => {
    if (performance.now() - dernier < SILENCE_MS) return
    dernier = performance.now()
    dire()
  }
}

const DE_LA_FILE = /[\\/]graphile-worker[\\/]/

/** graphile-worker also writes by `console` what goes wrong in it, as it is: that is told as the rest. What others say there goes on. */
function prendreConsole(difficulte: () => void): () => void {
  const rendre = (['error', 'warn', 'trace'] as const).map(ou => {
    const avant = console[ou]
    console[ou] = (...dit: unknown[]) => {
      const appelant = new Error().stack?.split('\n')[2] ?? ''
      if (DE_LA_FILE.test(appelant)) difficulte()
      else avant(...dit)
    }
    return () => {
      console[ou] = avant
    }
  })
  return () => {
    for (const r of rendre) r()
  }
}

/** The jobs that a worker takes, how many at once, and whose clock it keeps. */
type Equipe = Pick<RunnerOptions, 'taskList' | 'concurrency' | 'parsedCronItems'>

/** Tries until it is done, or until it is to be given up. */
async function jusquaCeQue(faire: () => Promise<void>, renoncer: () => boolean): Promise<void> {
  while (!renoncer())
    try {
      return await faire()
    } catch {
      await attendre(REPRISE_MS)
    }
}

type Ouvrier = {
  /** Settled when it works no more, asked to or not. */
  mort: Promise<void>
  /** Settled when the base was lost and is back: what it waits for by itself may last two minutes. */
  baseRevenue: Promise<void>
  /** Takes no more jobs, and waits for those at work. */
  arreter: () => Promise<void>
  /** Gives back the jobs that it still holds, and leaves. */
  quitter: () => Promise<void>
}

/** One life of the queue's worker: a base that is lost ends it, or lets it sleep. */
async function unOuvrier(base: Base, equipe: Equipe, difficulte: () => void): Promise<Ouvrier> {
  const url = adresseNommee(adresseDe(base.url, ROLE_TRAVAUX))
  const events: WorkerEvents = new EventEmitter()
  const { promise: baseRevenue, resolve: revenir } = Promise.withResolvers<void>()
  let vivant: Promise<Vivant> | undefined
  events.on('pool:create', ({ workerPool }) => {
    vivant = tenirVivant(url, workerPool.id, { revenir })
  })
  // Heard as long as it lives: graphile-worker stops listening to its own while they close, and one cut then would end the process.
  const pgPool = new pg.Pool({ connectionString: url })
  pgPool.on('error', difficulte)
  pgPool.on('connect', client => void client.on('error', difficulte))
  base.garder(pgPool)
  const runner = await run({
    pgPool,
    preset: REGLAGES,
    events,
    ...equipe,
    noHandleSignals: true,
    // The failure of a job is told by the house; here the queue's own troubles, by their kind: its messages quote payloads.
    logger: new Logger(() => (niveau, _message, meta) => {
      if (niveau === 'error' && !meta?.failure) difficulte()
    }),
  }).catch(async erreur => {
    await pgPool.end()
    throw erreur
  })
  let vit = true
  const mort = runner.promise
    .catch(() => {})
    .finally(() => {
      vit = false
      pgPool.end()
    })
  return {
    mort,
    baseRevenue,
    arreter: async () => {
      if (vit) await runner.stop().catch(() => {})
      await mort
    },
    quitter: async () => {
      const celui = await vivant
      await celui?.rendre()
      await celui?.fermer()
    },
  }
}

function adresseNommee(adresse: string): string {
  const url = new URL(adresse)
  url.searchParams.set('application_name', nomIci())
  return url.href
}
