import { rangeesDuDebut } from '../../../lecture/tableau/csv.ts'
import { trouverEntete } from '../../../lecture/tableau/tableau.ts'
import { formeComparable } from '../../../lecture/tableau/texte.ts'
import { GENRES_PAR_NOM, profilDe } from './champs.ts'
import { devinerGenre } from './deviner-genre.ts'
import type { GenreListe } from './liste.ts'
import { entetesConnus } from './proposer.ts'

export type Annonce = { genre: GenreListe; version: string }

/**
 * Which list a file is: by the headers of a text, by the name of a workbook, which has to be whole to be read. Null when nothing is
 * clear: its headers, or somebody, will say it.
 */
export function annonceDe(debut: Buffer, fichier: string): Annonce | null {
  const classeur = debut.subarray(0, 2).toString('latin1') === 'PK'
  if (classeur && !/\.xlsx$/i.test(fichier)) return null
  const entetes = classeur ? null : (trouverEntete(rangeesDuDebut(debut), entetesConnus)?.cellules ?? null)
  // The « principal » extract of France Travail is a flow of its own.
  if (entetes?.includes('identifiant_unique_de')) return null
  const genre = entetes && devinerGenre(entetes).genre
  if (genre) return { genre, version: profilDe(genre, entetes)?.cle ?? 'liste' }
  const parNom = classeur ? genreParNom(fichier) : null
  return parNom && { genre: parNom, version: 'liste' }
}

function genreParNom(fichier: string): GenreListe | null {
  const mots = formeComparable(fichier.replaceAll('_', ' '))
  return GENRES_PAR_NOM.find(([motif]) => motif.test(mots))?.[1] ?? null
}
