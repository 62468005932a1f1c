import pg from 'pg'

/** Connections to territories that this process may hold open, all territories together, unless FILROUGE_CONNEXIONS says otherwise. */
const CONNEXIONS = 80

type Suite = (erreur?: Error, client?: pg.PoolClient, rendre?: (jeter?: Error | boolean) => void) => void

/**
 * What the pools of the territories share: the connections that are open, never more than `max` together. Where none may be opened, one
 * that does nothing elsewhere is closed, else the next one given back is waited for.
 */
export class Reserve {
  readonly #pools = new Set<PoolBorne>()
  readonly #attendent: (() => void)[] = []
  /** Places given to who waited, not taken yet. */
  #promises = 0
  readonly max: number

  constructor(max = Number(process.env.FILROUGE_CONNEXIONS) || CONNEXIONS) {
    this.max = max
  }

  ajouter(pool: PoolBorne): void {
    this.#pools.add(pool)
    pool.on('release', () => this.liberer())
    pool.on('remove', () => this.liberer())
  }

  liberer(): void {
    this.#attendent.shift()?.()
  }

  /** Returns once this pool may open a connection; null at once when it has one to give, or may open one. */
  place(pool: PoolBorne): Promise<void> | null {
    return this.#libre(pool) ? null : this.#attendre(pool)
  }

  #libre(pool: PoolBorne): boolean {
    // One that is full, or has an idle one left after those who wait for it, opens none.
    if (pool.idleCount > pool.waitingCount || pool.totalCount >= (pool.options.max ?? 10)) return true
    let ouvertes = this.#promises
    for (const autre of this.#pools) ouvertes += autre.totalCount
    return ouvertes < this.max
  }

  /** The place of who waited is taken: its connection opens. */
  prise(): void {
    this.#promises--
  }

  async #attendre(pool: PoolBorne): Promise<void> {
    while (!this.#libre(pool)) {
      const oisif = [...this.#pools].find(autre => autre !== pool && autre.idleCount > autre.waitingCount)
      if (oisif) await oisif.fermerUne()
      else await new Promise<void>(suite => this.#attendent.push(suite))
    }
    this.#promises++
  }
}

/** A pool that opens no connection beyond those of the reserve. */
export class PoolBorne extends pg.Pool {
  readonly #reserve: Reserve

  constructor(config: pg.PoolConfig, reserve: Reserve) {
    super(config)
    this.#reserve = reserve
    reserve.ajouter(this)
  }

  /** Closes one that does nothing. */
  async fermerUne(): Promise<void> {
    const client = await super.connect()
    client.release(true)
  }

  #prendre(): Promise<pg.PoolClient> {
    this.#reserve.prise()
    return super.connect()
  }

  override connect(): Promise<pg.PoolClient>
  override connect(suite: Suite): void
  override connect(suite?: Suite): Promise<pg.PoolClient> | undefined {
    const attente = this.#reserve.place(this)
    // A connection that couldn't be opened leaves its place.
    if (suite && !attente) {
      super.connect((erreur, client, rendre) => {
        if (erreur) this.#reserve.liberer()
        suite(erreur, client, rendre)
      })
      return undefined
    }
    const client = attente ? attente.then(() => this.#prendre()) : super.connect()
    client.catch(() => this.#reserve.liberer())
    if (!suite) return client
    client.then(c => suite(undefined, c, jeter => c.release(jeter)), suite)
    return undefined
  }
}
