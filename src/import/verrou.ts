import type { Base } from '../socle/db.ts'
import type { Territoire } from '../socle/use-case.ts'

/**
 * Does what only one process at a time may do in a territory, or nothing when another is at it. The lock is a connection's: the
 * death of its process frees it.
 */
export async function siLibre(
  base: Base,
  territoire: Territoire,
  verrou: number,
  agir: () => Promise<void>,
): Promise<void> {
  const gardien = await base.poolTerritoire(territoire.code).connect()
  const cle = [verrou, territoire.code]
  try {
    const { rows } = await gardien.query<{ pris: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as pris',
      cle,
    )
    if (!rows[0]?.pris) return
    try {
      await agir()
    } finally {
      await gardien.query('select pg_advisory_unlock($1, hashtext($2))', cle)
    }
  } finally {
    gardien.release()
  }
}
