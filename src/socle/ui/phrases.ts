import { z } from 'zod'
import { dateCourte, heure, jourDe, moisAnnee } from './dates.ts'

/** Grammar that the sentences of every domain share: they are written from what a base holds, so that any piece may be missing. */

export const NBSP = '\u00a0'

/** Somebody or something as its name was kept: the whole of it, or in pieces by earlier versions. */
export const Nomme = z.union([z.string(), z.object({ nom: z.string(), prenom: z.string().optional() })]).nullish()

/** « Awa DIALLO »; null without a name. `prenom`: how a first name is written. */
export function nomDe(valeur: z.infer<typeof Nomme>, prenom: (lu: string) => string = lu => lu): string | null {
  if (typeof valeur === 'string') return valeur || null
  return valeur ? [valeur.prenom && prenom(valeur.prenom), valeur.nom].filter(Boolean).join(' ') || null : null
}

/** The word of a table for a key; null for a key that the table doesn't know any more. */
export const mot = (table: Readonly<Record<string, string>>, cle: string | null | undefined): string | null =>
  cle && Object.hasOwn(table, cle) ? (table[cle] ?? null) : null

/** What there is to say, one after the other; null when there is nothing. */
export function enSuite(...morceaux: (string | null | undefined | false | 0)[]): string | null {
  return morceaux.filter(Boolean).join(' · ') || null
}

/** « a, b et c ». */
export function enListe(mots: readonly string[]): string {
  return mots.length < 2 ? mots.join('') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}`
}

/** Of each key: its label, its value in words, and the words for none. */
type Dit<T> = { [C in keyof T]?: [libelle: string, dire: (valeur: NonNullable<T[C]>) => string, rien?: string] }

/**
 * « Nom : FUSEAU (avant : ROUET) · Téléphone : aucun (avant : 01 99 00 00 01) »: what differs between before and after, in the order
 * of `dits`; null when nothing does. A key that isn't after wasn't said: it didn't change.
 */
export function changements<T extends object>(avant: T | null, apres: T | null, dits: Dit<T>): string | null {
  const cles = Object.keys(dits) as (keyof T & string)[]
  return enSuite(
    ...cles.map(cle => {
      const [libelle, dire, rien = 'aucun'] = dits[cle] ?? [cle, String]
      const enMots = (valeur: T[typeof cle] | undefined) => (valeur == null ? rien : dire(valeur))
      const [etait, est] = [enMots(avant?.[cle]), enMots(apres?.[cle])]
      if (apres?.[cle] === undefined || etait === est) return null
      return `${libelle}${NBSP}: ${est}${etait === 'aucun' ? '' : ` (avant${NBSP}: ${etait})`}`
    }),
  )
}

/** First letter down, but « SMS » stays « SMS ». */
export const minuscule = (phrase: string): string =>
  /^\p{Lu}{2}/u.test(phrase) ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1)
export const majuscule = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1)

/** « le 11 mars », « le 11 mars à 9 h 30 » from a day, or an instant in a time zone; null for what isn't a date. */
export function leJour(valeur: string | null | undefined, aujourdhui: string, fuseau?: string): string | null {
  if (!valeur || Number.isNaN(Date.parse(valeur))) return null
  const jour = `le ${dateCourte(jourDe(valeur, fuseau), aujourdhui)}`
  return valeur.length > 10 ? `${jour} à${NBSP}${heure(valeur, fuseau)}` : jour
}

/** « le 3 mars 2024 », « en mars 2024 », « en 2024 »: a date told to the day, the month or the year. */
export function datePartielle(valeur: string | null | undefined, aujourdhui: string): string | null {
  if (!valeur || valeur.length >= 10) return leJour(valeur, aujourdhui)
  return valeur.length === 7 ? `en ${moisAnnee(valeur)}` : `en ${valeur}`
}
