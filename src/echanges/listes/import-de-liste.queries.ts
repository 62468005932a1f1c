import { sql } from 'kysely'
import { importIntrouvable, importTenu } from '../../import/depot/contenu.ts'
import { estListe } from '../../import/genres.ts'
import type { RapportImport, StatutImport } from '../../import/import.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { lireCorrespondance } from './champs/champs.ts'
import type { Correspondance, GenreListe } from './champs/liste.ts'

export type ImportDeListe = {
  id: string
  fichier: string
  genre: GenreListe | null
  statut: StatutImport
  simulation: boolean
  etape: string | null
  fait: number | null
  total: number | null
  options: Record<string, unknown>
  rapport: RapportImport | null
  refus: { message?: string } | null
}

/**
 * An import whose content the agent may read: theirs, or any of them for who sees the whole territory. Refuses 404 otherwise, and
 * 409 for a flow, which has no columns.
 */
export async function importDeListe(ctx: Context, importId: string): Promise<ImportDeListe> {
  const { rows } = await sql<Omit<ImportDeListe, 'genre'> & { genre: string | null }>`
    select id, fichier, genre, statut, simulation, etape, fait, total, options, rapport, refus
    from import where id = ${importId} and ${importTenu(ctx)}`.execute(ctx.db)
  const [trouve] = rows
  if (!trouve) throw importIntrouvable()
  if (trouve.genre !== null && !estListe(trouve.genre))
    throw new Refusal(
      'conflict',
      'import-sans-colonnes',
      'Ce fichier est un flux : ses colonnes ne se choisissent pas.',
    )
  return trouve as ImportDeListe
}

/** The columns chosen for this import, or null. */
export const correspondanceDe = ({ genre, options }: ImportDeListe): Correspondance | null =>
  genre && lireCorrespondance(genre, options.correspondance)
