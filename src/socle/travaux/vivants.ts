import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { couper } from '../postgres/pouls.ts'

/** Milliseconds between two looks for the jobs of dead processes; a dead one is seen so twice. */
const RYTHME_MS = 5000
/** A lock that was lost with its connection is taken again at once, well before two looks. */
const REPRISE_MS = 250
/** A line where no answer came by then is another's to take over. */
const MUETTE_MS = 15_000
/** The machine of a process may vanish without a word: its connection, hence its lock, ends so in half a minute. */
const SONDES = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** SQL (bigint): the lock that a process which works on jobs holds as long as it lives, by the name under which it holds them. */
const cle = (nom: string) => `hashtextextended('filrouge travaux ' || ${nom}, 0)`

/** Those who hold jobs and whose lock nobody holds. */
const MORTS = `
  select t.nom from (select distinct locked_by as nom from graphile_worker.jobs where locked_by is not null) t
  where not exists (
    select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and l.database = (select oid from pg_database where datname = current_database())
      and (l.classid::bigint << 32) | l.objid::bigint = ${cle('t.nom')})`

/**
 * What a clock that was ahead for a while left there: nothing would come round by itself, nor be tried, before that day. A minute is the
 * last of a round, six hours the longest wait between two tries; the clocks of two machines may differ a little.
 */
const A_L_HEURE = `
  with rondes as (
    update graphile_worker._private_known_crontabs set last_execution = now() where last_execution > now() + interval '10 minutes')
  update graphile_worker._private_jobs set run_at = now() where run_at > now() + interval '1 day'`

export type Vivant = {
  /** Gives back the jobs that this process still holds: another may take them at once. Throws while the base isn't there. */
  rendre: () => Promise<void>
  fermer: () => Promise<void>
}

/**
 * Proves that this process works on jobs, under the name `nom` by which it holds them: a lock of its own, that PostgreSQL frees when it
 * dies, however it dies, and that no long job, nor a busy process, lets go. Frees the jobs of those seen dead twice in a row, at the
 * start and as long as it runs: a lock lost with its connection alone is back between the two. Puts right, as often, what a clock that was
 * ahead put off. `url`: where the role of the queue
 * signs in; `revenir`: told when the base was lost and is back.
 */
export async function tenirVivant(
  url: string,
  nom: string,
  { rythme = RYTHME_MS, revenir = () => {} }: { rythme?: number; revenir?: () => void } = {},
): Promise<Vivant> {
  const fini = new AbortController()
  let client: pg.Client | null = null
  let vusMorts = new Set<string>()

  async function prendre(): Promise<void> {
    const delais = { connectionTimeoutMillis: MUETTE_MS, query_timeout: MUETTE_MS }
    const nouveau = new pg.Client({ connectionString: url, options: SONDES, ...delais })
    // Cut at work or idle, it is opened again by the loop below.
    nouveau.on('error', () => {})
    nouveau.on('end', () => {
      if (client === nouveau) client = null
      reprendre()
    })
    try {
      await nouveau.connect()
      await nouveau.query(`select pg_advisory_lock_shared(${cle('$1::text')})`, [nom])
      client = nouveau
    } catch {
      couper(nouveau)
    }
  }

  let reprise: Promise<void> | null = null
  function reprendre(): void {
    if (fini.signal.aborted || reprise) return
    reprise = (async () => {
      while (!client && !fini.signal.aborted) {
        // What was seen before the base went says nothing of after: others too have their lock to take again.
        vusMorts = new Set()
        await prendre()
        if (!client) await pause(REPRISE_MS)
      }
      if (client) revenir()
    })().finally(() => {
      reprise = null
    })
  }
  const pause = (ms: number) => attendre(ms, undefined, { signal: fini.signal, ref: false }).catch(() => {})

  async function regarder(): Promise<void> {
    if (!client) return
    await client.query(A_L_HEURE)
    const { rows } = await client.query<{ nom: string }>(MORTS)
    const morts = rows.map(r => r.nom)
    const surs = morts.filter(m => vusMorts.has(m))
    if (surs.length) await client.query('select graphile_worker.force_unlock_workers($1)', [surs])
    vusMorts = new Set(morts)
  }

  await prendre()
  if (!client) reprendre()
  const ronde = (async () => {
    while (!fini.signal.aborted) {
      await regarder().catch(() => client && couper(client))
      await pause(rythme)
    }
  })()

  return {
    rendre: async () => {
      if (!client) throw new Error('la base n’est pas là')
      await client.query('select graphile_worker.force_unlock_workers($1)', [[nom]])
    },
    fermer: async () => {
      fini.abort()
      await Promise.all([ronde, reprise])
      await client?.end().catch(() => {})
    },
  }
}
