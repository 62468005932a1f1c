import { autorise } from '../../agent/autorise.ts'
import type { Context } from '../../socle/use-case.ts'
import { GENRES, LISTES } from '../genres.ts'
import { droitDeDeposer, type Genre, NOMS_GENRES } from '../import.ts'

/**
 * Why the one who deposits may not bring this kind of file, or null: a partner's key is given for some kinds. A table whose kind
 * nobody knows yet may turn out to be any list.
 */
export function genreInterdit(
  { agent }: Context,
  genre: Genre | null,
): { code: 'genre-interdit'; message: string } | null {
  const permis = (g: Genre) => autorise(agent, droitDeDeposer(g))
  if (genre ? permis(genre) : LISTES.every(permis)) return null
  const siens = NOMS_GENRES.filter(permis).map(g => `« ${GENRES[g]} »`)
  const lu = genre
    ? `Ce fichier est de la sorte « ${GENRES[genre]} »`
    : 'Filrouge ne sait pas ce que contient ce tableau'
  return {
    code: 'genre-interdit',
    message: `${lu}, et votre clé ne dépose que ${siens.join(', ')} : rien n’est appliqué. Demandez à l’administrateur du territoire une clé pour ces fichiers.`,
  }
}
