/** Said wherever a date typed isn't one, by the browser and by the server. */
export const DATE_INCOMPRISE = 'Cette date n’est pas comprise. Écrivez par exemple 3/3/2025, lundi ou dans 3 jours.'

/**
 * Dates as people type them and as files write them, for the browser and the server alike. What comes out is
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

const HEURE = /(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?)?(?:z|[+-]\d{2}:\d{2})?$/
/** What is written before a day: « né le », « vendredi », « ve ». */
const AVANT = /^(?:nee?(?:\(e\))? )?(?:le )?(?:(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*|lu|ma|me|je|ve|sa|di)[.,]* )?/
/** Year, month, day; then day, month, year: separated or not. Eight figures may be either: the first that exists is it. */
const FORMES: readonly [RegExp, 'amj' | 'jma'][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, 'amj'],
  [/^((?:18|19|20)\d{2})(\d{2})(\d{2})$/, 'amj'],
  [/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/, 'jma'],
  [/^(\d{2})(\d{2})((?:18|19|20)\d{2}|\d{2})$/, 'jma'],
  [/^(\d{1,2})(?:er)?[-/. ]([a-z]{3,9})\.?[-/. ](\d{4}|\d{2})$/, 'jma'],
]

/** Months as people and spreadsheets write them, from three letters on: « janv », « févr. », « FEB ». */
const MOIS = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
]

/** The number of a month written in letters (lower case, no accent), 1 to 12, or null: « jui » may be two. */
export function moisEnLettres(mot: string): number | null {
  if (mot.length < 3) return null
  const rangs = MOIS.flatMap((noms, i) => (noms.some(nom => nom.startsWith(mot)) ? [i + 1] : []))
  return rangs.length === 1 ? (rangs[0] ?? null) : null
}

/** Lower case, no accent, single spaces. */
const plier = (texte: string) => texte.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ')

/**
 * A day written in figures (25/04/1985, 5.4.85, 1985-04-25, 25041985, 19850425, an instant whose hour is dropped) or with its month in
 * letters (15 février 1991, 1er févr. 85, 01-FEB-1985), its weekday before it or not; null when it has not that form. Without
 * `repere`, a two-digit year is not understood.
 */
export function lireJourEcrit(texte: string, repere?: Repere): JourLu | null {
  const nu = plier(texte).replace(HEURE, '').replace(AVANT, '')
  let lu: JourLu | null = null
  for (const [forme, ordre] of FORMES) {
    const [, a = '', mois = '', b = ''] = forme.exec(nu) ?? []
    const [annee, quantieme] = ordre === 'amj' ? [a, b] : [b, a]
    const court = annee.length === 2
    const m = /^\d+$/.test(mois) ? Number(mois) : moisEnLettres(mois)
    if (annee === '' || m === null || (court && !repere)) continue
    const q = Number(quantieme)
    const entiere = court && repere ? anneeEntiere(Number(annee), m, q, repere) : Number(annee)
    lu = { jour: jourReel(entiere, m, q), court }
    if (lu.jour) return lu
  }
  return lu
}

/** A birth of which only a part is known, on the first day it may be: `precision` as the CNAF writes it, J no day, O no month. */
export type NaissancePartielle = { jour: string; precision: 'J' | 'O' }

const PARTIELLES: readonly [RegExp, (...parties: string[]) => [annee: string, mois: string]][] = [
  [/^(\d{4})$/, annee => [annee, '0']],
  [
    /^(\d{1,2}|0)[-/. ](\d{1,2})[-/. ](\d{4})$/,
    (jour, mois, annee) => (Number(jour) && Number(mois) ? ['', ''] : [annee, mois]),
  ],
  [
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
    (annee, mois, jour) => (Number(jour) && Number(mois) ? ['', ''] : [annee, mois]),
  ],
  [/^(\d{1,2})[-/. ](\d{4})$/, (mois, annee) => [annee, mois]],
  [/^(\d{4})[-/.](\d{1,2})$/, (annee, mois) => [annee, mois]],
  [/^([a-z]{3,9})\.? (\d{4})$/, (mois, annee) => [annee, String(moisEnLettres(mois) ?? 99)]],
]

/** « 1956 », « 00/00/1956 », « 00/02/1956 », « février 1956 »: what the registry of a country that kept no day tells; else null. */
export function lireNaissancePartielle(texte: string): NaissancePartielle | null {
  const nu = plier(texte)
    .replace(HEURE, '')
    .replace(/^(?:nee?(?:\(e\))? )?(?:en |le )?/, '')
  for (const [forme, parties] of PARTIELLES) {
    const lue = forme.exec(nu)
    if (!lue) continue
    const [annee, mois] = parties(...lue.slice(1))
    if (!/^(18|19|20)\d{2}$/.test(annee)) return null
    const m = Number(mois)
    if (m === 0) return { jour: enJour(Number(annee), 1, 1), precision: 'O' }
    return m <= 12 ? { jour: enJour(Number(annee), m, 1), precision: 'J' } : null
  }
  return null
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
