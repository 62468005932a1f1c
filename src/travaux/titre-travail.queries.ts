import { sql } from 'kysely'
import { JOBS } from '../jobs.ts'
import type { Context } from '../socle/use-case.ts'

/** The title of a kind of job, as the administrator reads it. */
export const titreDe = (nom: string): string =>
  JOBS.find(({ declaration }) => declaration.nom === nom)?.declaration.titre ?? `Travail d’une autre version (${nom})`

/** The title of a job of this territory; null when it is no more. */
export async function titreDuTravail(ctx: Context, travailId: string): Promise<string | null> {
  const { rows } = await sql<{ tache: string }>`
    select tache from commun.travaux() where id = ${travailId}::bigint`.execute(ctx.db)
  return rows[0] ? titreDe(rows[0].tache) : null
}
