import { z } from 'zod'
import { sourceDe } from '../../import/depot/contenu.ts'
import { LISTES } from '../../import/genres.ts'
import { StatutImport } from '../../import/import.ts'
import type { Source } from '../../lecture/source.ts'
import { aPart, type LecteurAPart } from '../../lecture/tableau/a-part.ts'
import { lireTableau, type Rangee, type Tableau } from '../../lecture/tableau/tableau.ts'
import { lettreColonne } from '../../lecture/tableau/texte.ts'
import { celluleMontree } from '../../personne/matricule/matricule.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { devinerGenre } from './champs/deviner-genre.ts'
import type { Correspondance, GenreListe } from './champs/liste.ts'
import { entetesConnus, proposer } from './champs/proposer.ts'
import { correspondanceDe, importDeListe } from './import-de-liste.queries.ts'
import { correspondanceRetenue } from './memoire.queries.ts'
import { premieres } from './proposer-pour.queries.ts'

const EXEMPLES = 5
const Genre = z.enum(LISTES)
const Piste = z.object({ champ: z.string(), confiance: z.number(), raison: z.string() })

/**
 * The columns of a list that was deposited, with real values under each (NIRs masked), and what each would give: as chosen before, else as
 * remembered from a file with the same headers, else as proposed, with how sure it is. What is less sure than the territory wants is
 * asked: a `piste`, no `champ`. A sheet that is no table is said, its workbook's others stay to be chosen. Refuses what isn't a table.
 */
export const colonnesImport = useCase(
  {
    route: 'GET /imports/:importId/colonnes',
    summary: 'Colonnes d’une liste déposée, et ce que chacune donne',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid(), genre: Genre.optional(), feuille: z.string().max(100).optional() }),
    output: z.object({
      fichier: z.string(),
      /** Null: nobody knows yet what this list is. */
      genre: Genre.nullable(),
      /** How surely its titles tell what it is, and why; null when somebody said it. */
      devine: z.object({ confiance: z.number(), raison: z.string() }).nullable(),
      statut: StatutImport,
      description: z.string(),
      feuilles: z.array(z.string()),
      feuille: z.string().nullable(),
      /** Why the sheet shown is no table. */
      sansTableau: z.string().nullable(),
      ligneEntete: z.number(),
      /** Its letters had been read twice (« Ã© »), and are put back in what is shown and in what will be written. */
      accentsRepares: z.boolean(),
      /** Confidence under which a guess is asked. */
      seuil: z.number(),
      colonnes: z.array(
        z.object({
          entete: z.string(),
          lettre: z.string(),
          exemples: z.array(z.string()),
          champ: z.string().nullable(),
          /** Who says so. */
          par: z.enum(['choix', 'memoire', 'proposition']).nullable(),
          /** What it is held to give, how surely and why. */
          piste: Piste.nullable(),
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
    const { fichier, statut } = recu
    const seuil = await parametre(ctx, 'listes.confiance')
    return aPart(source, async ouvrir => {
      const lu = await lireFeuille(source, ouvrir, feuille ?? choisie?.feuille ?? null)
      if ('sansTableau' in lu) return { ...lu, fichier, statut, seuil, genre: demande ?? recu.genre, ...SANS_COLONNES }
      const tableau = lu
      const devine = demande || choisie ? null : devinerGenre(tableau.entetes, seuil)
      const genre = demande ?? recu.genre ?? devine?.genre ?? null
      const sien = devine && (recu.genre === null || devine.genre === recu.genre) ? devine : null
      return {
        fichier,
        genre,
        devine: sien && { confiance: sien.confiance, raison: sien.raison },
        statut,
        seuil,
        description: tableau.description,
        feuilles: [...tableau.feuilles],
        feuille: tableau.feuille,
        sansTableau: null,
        ligneEntete: tableau.ligneEntete,
        accentsRepares: tableau.accentsRepares,
        ...(await colonnesDe(ctx, tableau, {
          genre,
          seuil,
          choisie: (demande === undefined || demande === recu.genre) && genre ? choisie : null,
          memoire: !demande,
        })),
      }
    })
  },
)

const SANS_COLONNES = {
  devine: null,
  description: '',
  ligneEntete: 0,
  accentsRepares: false,
  colonnes: [],
  constantes: {},
  origine: 'proposition' as const,
  profil: null,
}

/** The table of a sheet; or why there is none there, when the workbook has others. */
async function lireFeuille(source: Source, ouvrir: LecteurAPart['ouvrir'], feuille: string | null) {
  try {
    return await lireTableau(source, feuille, entetesConnus, ouvrir)
  } catch (erreur) {
    if (!(erreur instanceof Refusal) || !['pas-un-tableau', 'fichier-vide'].includes(erreur.code)) throw erreur
    const { feuilles } = await ouvrir(null).catch(() => ({ feuilles: [] }))
    if (feuilles.length < 2) throw erreur
    const sansTableau = 'Cette feuille n’a pas de titres de colonnes. Choisissez celle qui porte la liste.'
    return { sansTableau, feuilles: [...feuilles], feuille: feuille ?? feuilles[0] ?? null }
  }
}

type Contexte = { genre: GenreListe | null; seuil: number; choisie: Correspondance | null; memoire: boolean }

async function colonnesDe(ctx: Context, tableau: Tableau, { genre, seuil, choisie, memoire }: Contexte) {
  const rangees = await premieres(tableau)
  const cellules = rangees.map(r => r.cellules)
  const proposition = genre && proposer(genre, tableau.entetes, cellules, ctx.today, seuil)
  const retenue = genre && memoire ? await correspondanceRetenue(ctx, genre, tableau.entetes) : null
  const origine = choisie ? ('choix' as const) : retenue ? ('memoire' as const) : ('proposition' as const)
  const vide: Correspondance = { colonnes: {}, constantes: {}, feuille: null }
  const correspondance = choisie ?? retenue ?? proposition?.correspondance ?? vide
  return {
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
          exemples: exemplesDe(rangees, i),
          champ,
          par: champ === null ? null : origine,
          piste: proposition?.pistes[entete] ?? null,
          nonRepris: champ ? null : (proposition?.nonRepris[entete] ?? null),
        },
      ]
    }),
  }
}

const exemplesDe = (rangees: readonly Rangee[], i: number): string[] =>
  rangees.flatMap(r => (r.cellules[i]?.trim() ? [celluleMontree(r.cellules[i]).slice(0, 80)] : [])).slice(0, EXEMPLES)
