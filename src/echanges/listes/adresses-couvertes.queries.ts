import { sql } from 'kysely'
import { formeComparable } from '../../lecture/tableau/texte.ts'
import type { Context } from '../../socle/use-case.ts'
import type { Correspondance } from './champs/liste.ts'

/** What a list may say of where somebody lives; their commune isn't covered. */
const CHAMPS_D_ADRESSE = ['adresse', 'complementAdresse']
/** Titles of columns that say it, though nobody chose to read them. */
const TITRES_D_ADRESSE = /\b(adresse|rue|voie|complement|lieu dit|batiment|residence|domicile)\b/
const COURRIEL = /\b(mail|courriel|electronique|e mail)\b/

/** A line of a list: its cells in the order of the headers, and whom it tells of, or may tell of. */
type Ligne = { cellules: readonly string[]; personnes: readonly string[] }

/**
 * The cells of these lines as they may be shown: without the street of who keeps their address to themselves (rule A9), whatever column
 * holds it. `cache`: what stands in its place.
 */
export async function sansAdressesCouvertes(
  ctx: Context,
  { entetes, correspondance }: { entetes: readonly string[]; correspondance: Correspondance | null },
  lignes: readonly Ligne[],
  cache: string,
): Promise<string[][]> {
  const ids = [...new Set(lignes.flatMap(l => l.personnes))]
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${ids}::uuid[]) p (id) where adresse_confidentielle(p.id)`.execute(ctx.db)
  const couvertes = new Set(rows.map(r => r.id))
  const disent = entetes.map(entete => {
    const forme = formeComparable(entete)
    const lu = correspondance?.colonnes[entete]
    return lu ? CHAMPS_D_ADRESSE.includes(lu) : TITRES_D_ADRESSE.test(forme) && !COURRIEL.test(forme)
  })
  return lignes.map(({ cellules, personnes }) =>
    personnes.some(id => couvertes.has(id))
      ? cellules.map((cellule, i) => (disent[i] && cellule.trim() ? cache : cellule))
      : [...cellules],
  )
}
