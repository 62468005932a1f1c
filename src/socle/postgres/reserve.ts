import pg from 'pg'

/** Connections to territories that this process may hold open, all territories together, unless FILROUGE_CONNEXIONS says otherwise. */
const CONNEXIONS = 80

type Suite = (erreur?: Error, client?: pg.PoolClient, rendre?: (jeter?: Error | boolean) => void) => void
/** A pool, and how it connects when nothing holds it back. */
type Tenu = { pool: pg.Pool; connecter: pg.Pool['connect'] }
/** What pools share: the connections that are open, never more than a number together. */
export type Reserve = { ouvrir: (config: pg.PoolConfig) => pg.Pool }

/** How many connections a process opens to all territories: FILROUGE_CONNEXIONS. */
export const connexionsPermises = (): number => Number(process.env.FILROUGE_CONNEXIONS) || CONNEXIONS

/** It has one to give, once those who wait have theirs. */
const aUneLibre = (pool: pg.Pool) => pool.idleCount > pool.waitingCount

/**
 * Opens pools that hold at most `max` connections together. Where none may be opened, one that does nothing elsewhere is closed, else the
 * next one given back is waited for.
 */
export function uneReserve(max: number): Reserve {
  const tenus: Tenu[] = []
  const attendent: (() => void)[] = []
  /** Places given to who waited, not taken yet. */
  let promises = 0
  const liberer = () => attendent.shift()?.()

  // A pool that is full opens none either: it waits for its own.
  const peutOuvrir = (pool: pg.Pool) =>
    aUneLibre(pool) ||
    pool.totalCount >= (pool.options.max ?? 10) ||
    tenus.reduce((ouvertes, t) => ouvertes + t.pool.totalCount, promises) < max

  async function attendre(pool: pg.Pool): Promise<void> {
    while (!peutOuvrir(pool)) {
      const oisif = tenus.find(t => t.pool !== pool && aUneLibre(t.pool))
      if (oisif) (await oisif.connecter()).release(true)
      else await new Promise<void>(suite => attendent.push(suite))
    }
    promises++
  }

  function ouvrir(config: pg.PoolConfig): pg.Pool {
    const pool = new pg.Pool(config)
    const connecter = pool.connect.bind(pool)
    tenus.push({ pool, connecter })
    pool.on('release', liberer)
    pool.on('remove', liberer)
    const apresAttente = async () => {
      await attendre(pool)
      promises--
      return connecter()
    }
    function connect(suite?: Suite): Promise<pg.PoolClient> | undefined {
      const libre = peutOuvrir(pool)
      // A connection that couldn't be opened leaves its place.
      if (suite && libre) {
        connecter((erreur, client, rendre) => {
          if (erreur) liberer()
          suite(erreur, client, rendre)
        })
        return undefined
      }
      const client = libre ? connecter() : apresAttente()
      client.catch(liberer)
      if (!suite) return client
      client.then(c => suite(undefined, c, jeter => c.release(jeter)), suite)
      return undefined
    }
    pool.connect = connect as pg.Pool['connect']
    return pool
  }
  return { ouvrir }
}
