import { z } from 'zod'
import { GENRES } from '../import/genres.ts'
import { droitDeDeposer, Genre, NOMS_GENRES } from '../import/import.ts'

/** What a partner's software may do with its key, in the words of screens: one right per kind of file. */
export const DROITS: Record<string, string> = Object.fromEntries(
  NOMS_GENRES.map(genre => [droitDeDeposer(genre), `dépose\u00a0: ${GENRES[genre]}`]),
)

/** A key to give: to whom, for which kinds of file. */
export const DemandeAcces = z.object({
  id: z.uuid(),
  nom: z.string().trim().min(1, { error: 'Donnez un nom à cet accès : le partenaire et son logiciel.' }).max(100),
  genres: z.array(Genre).min(1, { error: 'Choisissez au moins une sorte de fichier.' }),
})
