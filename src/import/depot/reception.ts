import { ADAPTATEURS } from '../../adaptateurs.ts'
import type { Context } from '../../socle/use-case.ts'
import { estListe } from '../genres.ts'
import { recitImportDemande } from '../import.recits.ts'
import type { Genre, StatutImport } from '../import.ts'
import { appliquerImports } from '../traiter-imports.job.ts'
import { type Examen, examiner } from './contenu.ts'
import { lireEntete } from './entete-import.ts'
import { genreInterdit } from './genre-permis.ts'

const INCONNU = {
  code: 'fichier-inconnu',
  message:
    'Filrouge ne reconnaît pas ce fichier. Il lit les flux XML de la CAF, de la MSA et de France Travail, et les tableaux .csv et .xlsx. Vérifiez que c’est le bon.',
}

/**
 * A file whose last byte came: who it is, by its content first, by its name else; refused to who may not deposit that kind. `examen`:
 * for who saw all its bytes pass; else they are read again.
 */
export async function cloreDepot(
  ctx: Context,
  importId: string,
  appliquer: boolean,
  examen?: Examen,
): Promise<StatutImport> {
  const depot = await ctx.db
    .selectFrom('import')
    .select(['fichier', 'genre', 'statut'])
    .where('id', '=', importId)
    .executeTakeFirstOrThrow()
  // The last piece sent again after a cut: the answer is the same.
  if (depot.statut !== 'depot') return depot.statut as StatutImport
  const { sha256, debut } = examen ?? (await examiner(ctx, importId))
  const reconnu = reconnaitre(debut, depot.fichier, depot.genre as Genre | null)
  const refus = reconnu ? genreInterdit(ctx, reconnu.genre) : INCONNU
  if (refus || !reconnu) {
    await ctx.db
      .updateTable('import')
      .set({ ...reconnu, sha256, statut: 'refuse', refus: JSON.stringify(refus), finLe: ctx.now })
      .where('id', '=', importId)
      .execute()
    return 'refuse'
  }
  const suite = appliquer && reconnu.genre !== null && !estListe(reconnu.genre) ? 'en-attente' : 'a-verifier'
  await ctx.db
    .updateTable('import')
    .set({ ...reconnu, ...lireEntete(debut, reconnu.genre), sha256, statut: suite })
    .where('id', '=', importId)
    .execute()
  if (suite === 'en-attente') {
    await ctx.record({ objet: 'import', id: importId }, recitImportDemande, { apres: { simulation: false } })
    await ctx.enqueue(appliquerImports, {})
  }
  return suite
}

type Reconnu = { genre: Genre | null; version: string | null }

function reconnaitre(debut: Buffer, fichier: string, genre: Genre | null): Reconnu | null {
  const essayes = genre ? ADAPTATEURS.filter(a => a.genre === genre) : ADAPTATEURS
  for (const adaptateur of essayes) {
    const version = adaptateur.reconnaitre(debut, fichier)
    if (version !== null) return { genre: adaptateur.genre, version }
  }
  // Said to be of a kind, it is read as such, and its faults are told. A table of unknown headers: somebody will say what it lists.
  return genre || /\.(csv|txt|xlsx)$/i.test(fichier) ? { genre, version: null } : null
}
