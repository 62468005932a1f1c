import { sql } from 'kysely'
import { z } from 'zod'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { voitTout } from './depot/contenu.ts'
import { DetailImport, detail, FicheImport, pageImports } from './fiche-import.queries.ts'
import { A_CONFIRMER } from './genres.ts'
import { Genre, StatutImport } from './import.ts'

/**
 * Every file that came, the last first, and how many there are of each kind and in each state (the filters apart). Simulations of
 * lists are the import itself, waiting to be applied.
 */
export const imports = useCase(
  {
    route: 'GET /imports',
    summary: 'Lister les imports',
    permission: 'import.gerer',
    input: z.object({
      genre: Genre.optional(),
      statut: StatutImport.optional(),
      /** Only the flows that who asks may confirm. */
      aConfirmer: z.stringbool().optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
    output: z.object({
      total: z.number(),
      pages: z.number(),
      imports: z.array(FicheImport),
      parGenre: z.record(z.string(), z.number()),
      parStatut: z.record(z.string(), z.number()),
    }),
  },
  async (ctx, { genre, statut, aConfirmer, page }) => {
    const condition = sql`${genre ? sql`i.genre = ${genre}` : sql`true`} and ${statut ? sql`i.statut = ${statut}` : sql`true`}
      and ${aConfirmer ? sql`${voitTout(ctx)}::boolean and ${TENU}` : sql`true`}`
    const [trouves, comptes] = await Promise.all([
      pageImports(ctx, condition, { page, taille: LIGNES_PAR_PAGE }),
      compter(ctx),
    ])
    return { ...trouves, ...comptes }
  },
)

const TENU = sql`i.statut = 'a-verifier' and i.refus ->> 'code' = ${A_CONFIRMER}`

async function compter(ctx: Context): Promise<{ parGenre: Record<string, number>; parStatut: Record<string, number> }> {
  const { rows } = await sql<{ genre: string | null; statut: string | null; nombre: number }>`
    select genre, statut, count(*) as nombre from import group by grouping sets ((genre), (statut))`.execute(ctx.db)
  const parGenre: [string, number][] = []
  const parStatut: [string, number][] = []
  for (const { genre, statut, nombre } of rows) {
    if (genre !== null) parGenre.push([genre, nombre])
    if (statut !== null) parStatut.push([statut, nombre])
  }
  return { parGenre: Object.fromEntries(parGenre), parStatut: Object.fromEntries(parStatut) }
}

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
