import { z } from 'zod'
import { droitDeDeposer, Genre, NOMS_GENRES } from '../import/import.ts'
import { useCase } from '../socle/use-case.ts'

/** The software of partners that has, or had, a key of this territory: those that still may call first, by name. */
export const accesPartenaires = useCase(
  {
    route: 'GET /acces',
    summary: 'Les logiciels partenaires qui ont une clé',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({
      acces: z.array(
        z.object({
          id: z.uuid(),
          nom: z.string(),
          /** Kinds of files it may deposit. */
          genres: z.array(Genre),
          creeLe: z.string(),
          creePar: z.string(),
          dernierAppelLe: z.string().nullable(),
          revoqueLe: z.string().nullable(),
        }),
      ),
    }),
  },
  async ctx => ({
    acces: (
      await ctx.commun
        .selectFrom('clientApi')
        .select(['id', 'nom', 'droits', 'creeLe', 'creePar', 'dernierAppelLe', 'revoqueLe'])
        .where('territoire', '=', ctx.territoire.code)
        .orderBy(eb => eb('revoqueLe', 'is not', null))
        .orderBy('nom')
        .orderBy('creeLe')
        .execute()
    ).map(({ droits, ...acces }) => ({
      ...acces,
      genres: NOMS_GENRES.filter(g => droits.includes(droitDeDeposer(g))),
    })),
  }),
)
