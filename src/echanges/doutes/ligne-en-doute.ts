import { z } from 'zod'
import { A_DOUTES } from '../../import/import.ts'
import { useCase } from '../../socle/use-case.ts'
import { CandidatDeLigne } from '../listes/candidats-lignes.queries.ts'
import { douteADecider } from './doute.queries.ts'
import { parleDePersonnes } from './doute.ts'
import { relireLigne } from './relire-ligne.queries.ts'

/**
 * A line that waits to be decided: what it says, read again in its file, and the files it resembles today. Reading these is recorded.
 * Refuses who can't decide of it, and a line decided meanwhile, saying by whom.
 */
export const ligneEnDoute = useCase(
  {
    route: 'GET /imports/:importId/doutes/:ligne',
    summary: 'Lire une ligne à décider d’un fichier appliqué, et les dossiers auxquels elle ressemble',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid(), ligne: z.coerce.number().int().min(1).max(10_000_000) }),
    output: z.object({
      numero: z.number(),
      fichier: z.string(),
      genre: z.enum(A_DOUTES),
      recuLe: z.iso.date(),
      motifs: z.array(z.object({ champ: z.string(), motif: z.string() })),
      /** What the line says, by column; blanks left out. */
      cellules: z.array(z.object({ entete: z.string(), valeur: z.string() })),
      candidats: z.array(CandidatDeLigne),
      /** May it be said of somebody, or of a structure, that nobody knows yet? */
      nouvelle: z.boolean(),
      aujourdhui: z.iso.date(),
    }),
  },
  async (ctx, { importId, ligne }) => {
    const doute = await douteADecider(ctx, importId, ligne)
    const { numero, fichier, genre, recuLe, motifs } = doute
    const nouvelle = genre === 'personnes' || !parleDePersonnes(genre)
    return {
      numero,
      fichier,
      genre,
      recuLe,
      motifs,
      nouvelle,
      aujourdhui: ctx.today,
      ...(await relireLigne(ctx, doute)),
    }
  },
)
