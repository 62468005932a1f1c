import { type Kysely, sql } from 'kysely'
import type { DB } from '../tables-commun.ts'

/** Minutes that the queue of jobs has been standing still: its oldest job to be done waits, or its clock doesn't come round. */
export async function attenteDeLaFile(commun: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select (extract(epoch from attente_de_la_file()) / 60)::float as minutes`.execute(commun)
  return rows[0]?.minutes ?? 0
}
