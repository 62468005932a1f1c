import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { BaseMuette } from './perte.ts'

// A base that is stuck says nothing: whoever asked it something would wait without an end. It is asked, beside, whether it is there.

/** How often it is looked at who waits, and after how many looks the base is asked; how long it may take to answer: milliseconds. */
const TOUR_MS = 1000
const TOURS = 2
const REPONSE_MS = 3000
/** A line that isn't open yet is let in late by a base that works: three seconds, measured, with a hundred queries on two cores. */
export const OUVERTURE_MS = 5000
const PAS_MS = 100

/** Ends a connection at once, without a word to who is at its end: what waits on it fails. */
export function couper(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  connection.stream.destroy()
}

/** What comes within `ms`, else null. Counted by this process's own turns: late itself, or put to sleep, it waits for nobody. */
async function aTemps<T>(promesse: Promise<T>, ms: number): Promise<T | null> {
  let venu: T | null = null
  promesse.then(
    valeur => {
      venu = valeur
    },
    () => {},
  )
  for (let attendu = 0; attendu < ms && venu === null; attendu += PAS_MS) await sleep(PAS_MS, undefined, { ref: false })
  return venu
}

export type Ligne = {
  /** Does the base answer in time, be it to refuse? */
  repond: () => Promise<boolean>
  fermer: () => void
}

/** A line of one's own to the base, kept open: however busy it is, and slow to let somebody in, it answers there as soon as it may. */
export function uneLigne(connectionString: string): Ligne {
  let ligne: pg.Client | null = null

  async function demander(): Promise<boolean> {
    const client = ligne ?? new pg.Client({ connectionString, application_name: 'filrouge pouls' })
    try {
      if (client !== ligne) {
        ligne = client
        client.on('error', () => {})
        await client.connect()
      }
      await client.query('select 1')
      return true
    } catch (erreur) {
      couper(client)
      if (ligne === client) ligne = null
      const { code } = erreur as NodeJS.ErrnoException
      return erreur instanceof pg.DatabaseError || code === 'ECONNREFUSED' || code === 'ECONNRESET'
    }
  }

  const fermer = () => {
    if (ligne) couper(ligne)
    ligne = null
  }
  return {
    fermer,
    repond: async () => {
      const gardee = ligne !== null
      let reponse = await aTemps(demander(), gardee ? REPONSE_MS : OUVERTURE_MS)
      // A line that fell says nothing of the base: another does.
      if (reponse === false && gardee) reponse = await aTemps(demander(), OUVERTURE_MS)
      if (reponse === null) fermer()
      return reponse ?? false
    },
  }
}

/**
 * Does what waits for the base, as long as the base answers beside: silent for `silence` milliseconds, what waits is left, however far it
 * came (`BaseMuette`). For what may take long by right: a migration, a restore.
 */
export async function tantQuElleRepond<T>(
  connectionString: string,
  silence: number,
  agir: () => Promise<T>,
): Promise<T> {
  const ligne = uneLigne(connectionString)
  const { promise, reject } = Promise.withResolvers<never>()
  let finie = false
  const ecouter = async () => {
    for (let muette = 0; !finie; muette = (await ligne.repond()) ? 0 : muette + OUVERTURE_MS) {
      if (muette >= silence) return reject(new BaseMuette())
      for (let attendu = 0; attendu < Math.min(silence, OUVERTURE_MS) && !finie; attendu += PAS_MS)
        await sleep(PAS_MS, undefined, { ref: false })
    }
  }
  ecouter().finally(ligne.fermer)
  try {
    return await Promise.race([agir(), promise])
  } finally {
    finie = true
  }
}

/** Somebody waits for the base: for how many looks, and how it is told that nothing will come. */
type Attente = { tours: number; attend: () => boolean; couper: () => void }

export type Pouls = {
  /** Whoever waits on this pool is cut when the base says nothing, and nobody is let wait as long as it doesn't. */
  garder: (pool: pg.Pool) => void
  arreter: () => void
}

/** Asks the base whether it is there, as soon as somebody has been waiting for it. `connectionString`: whoever may only sign in. */
export function prendrePouls(connectionString: string): Pouls {
  const ligne = uneLigne(connectionString)
  const attentes = new Map<object, Attente>()
  let muette = false
  let occupe = false
  let ouverte = false

  const regarder = async () => {
    let long = muette
    for (const attente of attentes.values()) {
      attente.tours = attente.attend() ? attente.tours + 1 : 0
      if (attente.tours >= TOURS) long = true
    }
    if (!long || occupe) return
    occupe = true
    muette = !(await ligne.repond())
    occupe = false
    if (muette) for (const attente of [...attentes.values()]) if (attente.attend()) attente.couper()
  }
  const minuterie = setInterval(regarder, TOUR_MS).unref()

  function entrer(connecter: () => Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    if (muette) return Promise.reject(new BaseMuette())
    // Open before it is needed: then the base may be busy.
    if (!ouverte) ligne.repond()
    ouverte = true
    const client = connecter()
    const { promise, resolve, reject } = Promise.withResolvers<pg.PoolClient>()
    const renoncer = () => {
      if (attentes.delete(client)) reject(new BaseMuette())
    }
    attentes.set(client, { tours: 0, attend: () => true, couper: renoncer })
    client.then(
      venu => (attentes.delete(client) ? resolve(venu) : venu.release()),
      erreur => attentes.delete(client) && reject(erreur),
    )
    return promise
  }

  return {
    garder: pool => {
      const connecter = pool.connect.bind(pool)
      pool.connect = ((suite?: (erreur?: Error, client?: pg.PoolClient, rendre?: pg.PoolClient['release']) => void) => {
        const client = entrer(connecter)
        if (!suite) return client
        client.then(venu => suite(undefined, venu, jeter => venu.release(jeter)), suite)
        return undefined
      }) as pg.Pool['connect']
      pool.on('acquire', client => {
        const attend = () => !(client as unknown as { readyForQuery: boolean }).readyForQuery
        attentes.set(client, { tours: 0, attend, couper: () => couper(client) })
      })
      pool.on('release', (_erreur, client) => attentes.delete(client))
      pool.on('remove', client => attentes.delete(client))
    },
    arreter: () => {
      clearInterval(minuterie)
      ligne.fermer()
    },
  }
}
