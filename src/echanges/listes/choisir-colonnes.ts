import { z } from 'zod'
import { sourceDe } from '../../import/depot/contenu.ts'
import { LISTES } from '../../import/genres.ts'
import { recitColonnesChoisies } from '../../import/import.recits.ts'
import { noterCorrespondance } from '../../import/imports.queries.ts'
import { aPart, type LecteurAPart } from '../../lecture/tableau/a-part.ts'
import { lireTableau } from '../../lecture/tableau/tableau.ts'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { DEFINITIONS, lireCorrespondance } from './champs/champs.ts'
import { manques } from './champs/liste.ts'
import { entetesConnus } from './champs/proposer.ts'
import { importDeListe } from './import-de-liste.queries.ts'
import { retenirCorrespondance } from './memoire.queries.ts'

/**
 * Keeps which column gives which field, for this import and for the next file with the same headers. What is missing is answered,
 * not refused: one may come back later. Refuses two columns for one field, an import already applied.
 */
export const choisirColonnes = useCase(
  {
    route: 'PUT /imports/:importId/correspondance',
    summary: 'Choisir les colonnes d’une liste',
    permission: 'import.gerer',
    input: z.object({
      importId: z.uuid(),
      genre: z.enum(LISTES),
      /** Header → field. */
      colonnes: z.record(z.string().max(500), z.string().max(60)),
      /** Field → value of all the lines. */
      constantes: z.record(z.string().max(60), z.string().max(300)).default({}),
      feuille: z.string().max(100).nullable().default(null),
    }),
    output: z.object({ manques: z.array(z.string()) }),
  },
  async (ctx, { importId, genre, ...choix }) => {
    const recu = await importDeListe(ctx, importId)
    if (recu.statut !== 'a-verifier') {
      throw new Refusal(
        'conflict',
        'import-deja-parti',
        'Cet import n’attend plus de vérification : ses colonnes ne changent plus. Déposez de nouveau le fichier.',
      )
    }
    const correspondance = lireCorrespondance(genre, choix) ?? { colonnes: {}, constantes: {}, feuille: null }
    const champs = Object.values(correspondance.colonnes)
    const double = champs.find((cle, i) => champs.indexOf(cle) !== i)
    if (double !== undefined) {
      const libelle = DEFINITIONS[genre].champs.find(c => c.cle === double)?.libelle ?? ''
      throw new Refusal(
        'invalid',
        'champ-donne-deux-fois',
        `Deux colonnes donnent « ${libelle} ». Gardez-en une, et choisissez « Ne pas reprendre » pour l’autre.`,
      )
    }
    await noterCorrespondance(ctx, importId, genre, correspondance)
    await ctx.record({ objet: 'import', id: importId }, recitColonnesChoisies, { apres: { genre, champs } })
    const absents = manques(DEFINITIONS[genre], correspondance)
    if (!absents.length) {
      const source = await sourceDe(ctx, importId)
      const lire = (ouvrir: LecteurAPart['ouvrir']) =>
        lireTableau(source, correspondance.feuille, entetesConnus, ouvrir)
      const { entetes } = await aPart(source, lire)
      await retenirCorrespondance(ctx, genre, entetes, correspondance)
    }
    return { manques: absents }
  },
)
