import type { Context } from '../socle/use-case.ts'
import type { HeureLocale } from './rendez-vous.ts'

/** Whose hours are read and told. */
type Ici = Pick<Context, 'fuseau'>

/** The hour in the territory of an ISO instant, to the minute. */
export function enLocal({ fuseau }: Ici, instant: string): HeureLocale {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(fuseau)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** The instant of an hour of the territory; an hour the clock skips in March is read one hour later, as clocks show it. */
export function enInstant({ fuseau }: Ici, local: HeureLocale): string {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(fuseau).toInstant().toString()
}

/** What a caller wrote for a start (hour of the territory, or instant with its offset) as an hour of the territory. */
export function lireDebut(ici: Ici, debut: string): HeureLocale {
  return /(Z|[+-]\d{2}:?\d{2})$/.test(debut) ? enLocal(ici, debut) : debut.slice(0, 16)
}
