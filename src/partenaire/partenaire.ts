import { droitDeDeposer, GENRES, NOMS_GENRES } from '../import/import.ts'

/** What a partner's software may do with its key, in the words of screens: one right per kind of file. */
export const DROITS: Record<string, string> = Object.fromEntries(
  NOMS_GENRES.map(genre => [droitDeDeposer(genre), `dépose\u00a0: ${GENRES[genre]}`]),
)
