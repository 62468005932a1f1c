import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { DetailImport, detail, FicheImport, pageImports } from './fiche-import.queries.ts'
import { Genre, StatutImport } from './import.ts'

const PAR_PAGE = 25

/** Every file that came, the last first. Simulations of lists are the import itself, waiting to be applied. */
export const imports = useCase(
  {
    route: 'GET /imports',
    summary: 'Lister les imports',
    permission: 'import.gerer',
    input: z.object({
      genre: Genre.optional(),
      statut: StatutImport.optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
    output: z.object({ total: z.number(), pages: z.number(), imports: z.array(FicheImport) }),
  },
  async (ctx, { genre, statut, page }) => {
    const condition = sql`${genre ? sql`i.genre = ${genre}` : sql`true`} and ${statut ? sql`i.statut = ${statut}` : sql`true`}`
    const trouves = await pageImports(ctx, condition, { page, taille: PAR_PAGE })
    return { ...trouves, pages: Math.ceil(trouves.total / PAR_PAGE) }
  },
)

/** One import: where it is, what it did, what it refused. A partner's software sees those it brought. */
export const ficheImport = useCase(
  {
    route: 'GET /imports/:importId',
    summary: 'Voir un import',
    permission: 'import.deposer',
    partner: true,
    input: z.object({ importId: z.uuid() }),
    output: DetailImport,
  },
  (ctx, { importId }) => detail(ctx, importId),
)
