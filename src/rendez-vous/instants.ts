import type { HeureLocale } from './rendez-vous.ts'

const PARIS = 'Europe/Paris'

/** The hour in Paris of an ISO instant, to the minute. */
export function enLocal(instant: string): HeureLocale {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(PARIS).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The instant of an hour of Paris; an hour the clock skips in March is read one hour later, as clocks show it. */
export function enInstant(local: HeureLocale): string {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(PARIS).toInstant().toString()
}

/** What a caller wrote for a start (hour of Paris, or instant with its offset) as an hour of Paris. */
export function lireDebut(debut: string): HeureLocale {
  return /(Z|[+-]\d{2}:?\d{2})$/.test(debut) ? enLocal(debut) : debut.slice(0, 16)
}
