import { z } from 'zod'
import { sourceDe } from '../../import/depot/contenu.ts'
import { LISTES, StatutImport } from '../../import/import.ts'
import { lireTableau, type Rangee, type Tableau } from '../../lecture/tableau/tableau.ts'
import { lettreColonne } from '../../lecture/tableau/texte.ts'
import { ecrireCsv } from '../../socle/export/csv.ts'
import { useCase } from '../../socle/use-case.ts'
import { annonceDe } from './champs/annonce.ts'
import type { Correspondance } from './champs/liste.ts'
import { entetesConnus, proposer } from './champs/proposer.ts'
import { correspondanceDe, importDeListe } from './import-de-liste.queries.ts'
import { correspondanceRetenue } from './memoire.queries.ts'

const EXEMPLES = 5
const ECHANTILLON = 30
const Genre = z.enum(LISTES)

/**
 * The columns of a list that was deposited, with real values under each, and what each would give: as chosen before, else as
 * remembered from a file with the same headers, else as proposed. Refuses what isn't a table, in words.
 */
export const colonnesImport = useCase(
  {
    route: 'GET /imports/:importId/colonnes',
    summary: 'Colonnes d’une liste déposée, et ce que chacune donne',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid(), genre: Genre.optional(), feuille: z.string().max(100).optional() }),
    output: z.object({
      fichier: z.string(),
      /** Null: nobody knows yet what this list is; `genrePropose` may tell. */
      genre: Genre.nullable(),
      statut: StatutImport,
      description: z.string(),
      feuilles: z.array(z.string()),
      feuille: z.string().nullable(),
      ligneEntete: z.number(),
      colonnes: z.array(
        z.object({
          entete: z.string(),
          lettre: z.string(),
          exemples: z.array(z.string()),
          champ: z.string().nullable(),
          /** How the field was found. */
          par: z.enum(['choix', 'memoire', 'entete', 'valeurs']).nullable(),
          /** Why a known column isn't taken. */
          nonRepris: z.string().nullable(),
        }),
      ),
      constantes: z.record(z.string(), z.string()),
      origine: z.enum(['choix', 'memoire', 'proposition']),
      profil: z.string().nullable(),
    }),
  },
  async (ctx, { importId, genre: demande, feuille }) => {
    const recu = await importDeListe(ctx, importId)
    const source = await sourceDe(ctx, importId)
    const choisie = correspondanceDe(recu)
    const tableau = await lireTableau(source, feuille ?? choisie?.feuille ?? null, entetesConnus)
    const rangees = await premieres(tableau, ECHANTILLON)
    const genre = demande ?? recu.genre ?? annonceDe(ecrireCsv([tableau.entetes]), '')?.genre ?? null
    const proposition = genre
      ? proposer(
          genre,
          tableau.entetes,
          rangees.map(r => r.cellules),
          ctx.today,
        )
      : null
    const retenue = genre && !demande ? await correspondanceRetenue(ctx, genre, tableau.entetes) : null
    const gardee = (demande === undefined || demande === recu.genre) && choisie ? choisie : null
    const origine = gardee ? ('choix' as const) : retenue ? ('memoire' as const) : ('proposition' as const)
    const vide: Correspondance = { colonnes: {}, constantes: {}, feuille: null }
    const correspondance = gardee ?? retenue ?? proposition?.correspondance ?? vide
    return {
      fichier: recu.fichier,
      genre,
      statut: recu.statut,
      description: tableau.description,
      feuilles: [...tableau.feuilles],
      feuille: tableau.feuille,
      ligneEntete: tableau.ligneEntete,
      origine,
      profil: proposition?.profil ?? null,
      constantes: correspondance.constantes,
      colonnes: tableau.entetes.flatMap((entete, i) => {
        if (entete === '') return []
        const champ = correspondance.colonnes[entete] ?? null
        return [
          {
            entete,
            lettre: lettreColonne(i),
            exemples: rangees
              .flatMap(r => (r.cellules[i]?.trim() ? [r.cellules[i].slice(0, 80)] : []))
              .slice(0, EXEMPLES),
            champ,
            par:
              champ === null ? null : origine === 'proposition' ? (proposition?.certitudes[entete] ?? null) : origine,
            nonRepris: champ ? null : (proposition?.nonRepris[entete] ?? null),
          },
        ]
      }),
    }
  },
)

async function premieres(tableau: Tableau, n: number): Promise<Rangee[]> {
  const rangees: Rangee[] = []
  for await (const rangee of tableau.lignes()) {
    rangees.push(rangee)
    if (rangees.length === n) break
  }
  return rangees
}
