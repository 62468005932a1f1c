import { sql } from 'kysely'
import type { Base } from '../socle/db.ts'
import { verrou } from '../socle/postgres/verrous.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context, Territoire } from '../socle/use-case.ts'

/** One import at a time in a territory: the staging tables are its own. Held by a connection, it is freed by the death of its process. */
export const VERROU_IMPORTS = verrou('imports')

/**
 * Does what only one process at a time may do in a territory, or nothing when another is at it. The lock is a connection's: the
 * death of its process frees it.
 */
export async function siLibre(
  base: Base,
  territoire: Territoire,
  lequel: number,
  agir: () => Promise<void>,
): Promise<void> {
  const gardien = await base.poolTerritoire(territoire.code).connect()
  const cle = [lequel, territoire.code]
  try {
    const { rows } = await gardien.query<{ pris: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as pris',
      cle,
    )
    if (!rows[0]?.pris) return
    try {
      await agir()
    } finally {
      // A connection that fell gave the lock back by falling.
      await gardien.query('select pg_advisory_unlock($1, hashtext($2))', cle).catch(() => {})
    }
  } finally {
    gardien.release()
  }
}

/** One transaction at a time: the lock above may be lost with its connection while the import goes on with its own. */
const VERROU_TRANSACTION = verrou('ecriture-import')

/** Waits until no other import writes in this territory, and lets none until this transaction ends. */
export async function prendreTour(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${VERROU_TRANSACTION}, hashtext(${ctx.territoire.code}))`.execute(ctx.db)
}

/** No import may start until the end of this transaction. Refuses (conflict) while one runs; `puis` says what to do after it. */
export async function tenirImports(ctx: Context, puis: string): Promise<void> {
  const { rows } = await sql<{ libre: boolean }>`
    select pg_try_advisory_xact_lock(${VERROU_IMPORTS}, hashtext(${ctx.territoire.code})) as libre`.execute(ctx.db)
  if (rows[0]?.libre) return
  throw new Refusal('conflict', 'import-en-cours', `Un import est en cours : attendez qu’il soit fini, puis ${puis}.`)
}

/** PostgreSQL's code for a lock that didn't come in time. */
const VERROU_TENU = '55P03'

/** The same, for acts that are short and may follow each other: waits a few seconds for its turn. */
export async function attendreImports(ctx: Context, puis: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${VERROU_IMPORTS}, hashtext(${ctx.territoire.code}))`
    .execute(ctx.db)
    .catch((erreur: { code?: string }) => {
      throw erreur.code === VERROU_TENU ? importEnCours(puis) : erreur
    })
}

const importEnCours = (puis: string) =>
  new Refusal('conflict', 'import-en-cours', `Un import est en cours : attendez qu’il soit fini, puis ${puis}.`)
