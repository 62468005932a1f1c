/** Said wherever a date typed isn't one, by the browser and by the server. */
export const DATE_INCOMPRISE = 'Cette date n’est pas comprise. Écrivez par exemple 3/3/2025, lundi ou dans 3 jours.'

/**
 * Dates as people type them and as files write them: figures only, for the browser and the server alike. What comes out is
 * 'YYYY-MM-DD'; nothing here reads the clock.
 */

/** Which way an incomplete date leans: a birth or an event is behind us, an appointment is ahead. */
export type Sens = 'passe' | 'futur'
/** What an incomplete date is completed from: the day it is read, 'YYYY-MM-DD'. */
export type Repere = { aujourdhui: string; sens: Sens }

const deux = (n: number) => String(n).padStart(2, '0')
const enJour = (annee: number, mois: number, quantieme: number) => `${annee}-${deux(mois)}-${deux(quantieme)}`

/** 'YYYY-MM-DD', or null when that day doesn't exist (31 February). */
export function jourReel(annee: number, mois: number, quantieme: number): string | null {
  const date = new Date(Date.UTC(annee, mois - 1, quantieme))
  const existe = annee >= 1000 && annee < 10_000 && date.getUTCMonth() === mois - 1 && date.getUTCDate() === quantieme
  return existe ? enJour(annee, mois, quantieme) : null
}

export const jourEntier = (texte: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(texte)

/**
 * The one rule of two-digit years: that of the century under way, unless the day would be ahead of us when it must be behind: then
 * the century before. Read on 3 March 2025, a birth on « 03/03/25 » is of 2025, on « 04/03/25 » of 1925.
 */
export function anneeEntiere(court: number, mois: number, quantieme: number, { aujourdhui, sens }: Repere): number {
  const annee = Math.floor(Number(aujourdhui.slice(0, 4)) / 100) * 100 + court
  return sens === 'passe' && enJour(annee, mois, quantieme) > aujourdhui ? annee - 100 : annee
}

/** No year written: the nearest such day on the side of `sens`, today included. */
export function jourSansAnnee(mois: number, quantieme: number, { aujourdhui, sens }: Repere): string | null {
  const annee = Number(aujourdhui.slice(0, 4))
  const pas = sens === 'futur' ? 1 : -1
  for (let essai = 0; essai <= 8; essai++) {
    const jour = jourReel(annee + pas * essai, mois, quantieme)
    if (jour && (sens === 'futur' ? jour >= aujourdhui : jour <= aujourdhui)) return jour
  }
  return null
}

/** `jour` null: it has the form of a date, and that day doesn't exist. `court`: its year was written with two digits. */
export type JourLu = { jour: string | null; court: boolean }

const HEURE = /(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/
/** Year, month, day; then day, month, year: separated or not. Eight figures may be either: the first that exists is it. */
const FORMES: readonly [RegExp, 'amj' | 'jma'][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, 'amj'],
  [/^((?:18|19|20)\d{2})(\d{2})(\d{2})$/, 'amj'],
  [/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/, 'jma'],
  [/^(\d{2})(\d{2})((?:18|19|20)\d{2}|\d{2})$/, 'jma'],
]

/**
 * A day written in figures (25/04/1985, 5.4.85, 1985-04-25, 25041985, 19850425, an instant whose hour is dropped), or null when it has
 * not that form. Without `repere`, a two-digit year is not understood.
 */
export function lireJourEcrit(texte: string, repere?: Repere): JourLu | null {
  const nu = texte.trim().replace(HEURE, '')
  let lu: JourLu | null = null
  for (const [forme, ordre] of FORMES) {
    const [, a = '', mois = '', b = ''] = forme.exec(nu) ?? []
    const [annee, quantieme] = ordre === 'amj' ? [a, b] : [b, a]
    const court = annee.length === 2
    if (annee === '' || (court && !repere)) continue
    const [m, q] = [Number(mois), Number(quantieme)]
    const entiere = court && repere ? anneeEntiere(Number(annee), m, q, repere) : Number(annee)
    lu = { jour: jourReel(entiere, m, q), court }
    if (lu.jour) return lu
  }
  return lu
}

/** A date of which only the year or the month may be told: « 2020 », « 2020-03 », « 2020-03-09 »; null when it is no date. */
export function lireDatePartielle(texte: string): string | null {
  const jour = lireJourEcrit(texte)?.jour
  if (jour) return jour
  const [, annee = '', mois = ''] = /^((?:19|20)\d{2})(?:-?(\d{2}))?-?$/.exec(texte) ?? []
  if (!annee) return null
  return mois === '' ? annee : Number(mois) >= 1 && Number(mois) <= 12 ? `${annee}-${mois}` : null
}

/** A month, YYYY-MM, from a day, « 2025-03 », « 202503 » or « 03/2025 ». */
export function lireMoisEcrit(texte: string): string | null {
  const lu = texte.replace(/^(\d{2})\/(\d{4})$/, '$2-$1').replace(/^(\d{4})(\d{2})$/, '$1-$2')
  return /^(19|20)\d{2}-(0[1-9]|1[0-2])(-\d{2})?$/.test(lu) ? lu.slice(0, 7) : null
}
