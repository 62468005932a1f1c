import { sql } from 'kysely'
import { jourDe } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { parametreDuJour } from '../../territoire/parametre.queries.ts'

/** A working day and its overtime; only signing in begins another one. */
export const DUREE_SESSION_SECONDES = 10 * 3600

/** The instant when a session ends that was opened then and serves now: without activity, by what the territory allows. */
export function finDeSession(ouverteLe: string, now: string, inactiviteMinutes: number): string {
  const auPlusTard = Temporal.Instant.from(ouverteLe).add({ seconds: DUREE_SESSION_SECONDES })
  const sansActivite = Temporal.Instant.from(now).add({ minutes: inactiviteMinutes })
  return (Temporal.Instant.compare(sansActivite, auPlusTard) < 0 ? sansActivite : auPlusTard).toString()
}

/** SQL: how many minutes a session stays open without activity, on a day (YYYY-MM-DD). */
export const inactiviteDuJour = (jour: string) => parametreDuJour('acces.inactivite-minutes', sql`${jour}::date`)

/** How many minutes a session stays open without activity in this territory, today. */
export async function inactiviteDe(base: Base, territoire: string, now: string): Promise<number> {
  const jour = jourDe(now, base.fuseau(territoire))
  const { minutes } = await base
    .territoire(territoire)
    .selectNoFrom(inactiviteDuJour(jour).as('minutes'))
    .executeTakeFirstOrThrow()
  return minutes
}
