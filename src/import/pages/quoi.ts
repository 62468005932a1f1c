import { dateCourte, heure, jourDe } from '../../socle/ui/dates.ts'
import type { FicheImport } from '../fiche-import.queries.ts'
import { A_CONFIRMER, estListe, GENRES } from '../genres.ts'
import type { Genre } from '../import.ts'

// What a line of the day says of a file.

const NBSP = '\u00a0'

/** Kinds whose whole name is too long for a title. */
const COURTS: Partial<Record<Genre, string>> = {
  beneficiaires: 'Flux bénéficiaires',
  instruction: 'Flux instruction',
  financier: 'Flux financier',
}

/** A kind, short enough for a title. */
export const direGenre = (genre: Genre): string => COURTS[genre] ?? GENRES[genre]

/** What a file is, as far as it is known: « Flux bénéficiaires VRSB0801, fait le 3 mars 2025 ». */
export function direQuoi({ genre, version, creeLe, statut }: FicheImport, aujourdhui?: string): string {
  if (genre === null)
    return statut === 'depot' ? 'Fichier en route' : statut === 'refuse' ? 'Fichier non reconnu' : 'Tableau à décrire'
  // A list has no version but the word « liste », which its kind says already; what France Travail extracts is a word, not a version.
  const dit = genre === 'ft-principal' ? version && `«${NBSP}${version}${NBSP}»` : estListe(genre) ? null : version
  const nom = [direGenre(genre), dit].filter(Boolean).join(NBSP)
  return creeLe ? `${nom}, fait le${NBSP}${dateCourte(creeLe.slice(0, 10), aujourdhui)}` : nom
}

/** Held: it changes so much that somebody who sees the whole territory has to confirm it. */
export const tenue = ({ statut, refus }: FicheImport): boolean => statut === 'a-verifier' && refus?.code === A_CONFIRMER

/** What leads to a file that waits to be confirmed: to its figures, for who may confirm them. */
export const voirTenue = ({ confirmable }: Pick<FicheImport, 'confirmable'>): string =>
  confirmable ? 'Voir et confirmer' : 'Voir pourquoi'

/** « 20 novembre à 9 h 05 ». */
export const direMoment = (instant: string): string => `${dateCourte(jourDe(instant))} à${NBSP}${heure(instant)}`
