import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { URGENCES_A_FAIRE } from '../accompagnement.ts'
import { duPortefeuille, suivisJuges } from '../urgence.queries.ts'

const Ligne = z.object({
  referentId: z.uuid(),
  referent: z.string(),
  /** Persons whose bilan is late, and since when the oldest is. */
  enRetard: z.int(),
  plusAncien: z.iso.date().nullable(),
  /** Persons who ask for something, those among them. */
  aFaire: z.int(),
})

/** What the portfolios ask, référent by référent, the most late bilans first: the counts that the portfolio filtered shows (rule A3). */
export const bilansEnRetard = useCase(
  {
    route: 'GET /portefeuille/bilans-en-retard',
    summary: 'Les bilans en retard de chaque référent',
    permission: 'portefeuille.lire',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.iso.date(),
      enRetard: z.int(),
      aFaire: z.int(),
      referents: z.array(Ligne),
    }),
  },
  async ctx => {
    const retard = sql`j.urgence = 'bilan-depasse'`
    const { rows } = await sql<z.infer<typeof Ligne>>`
      select j.referent_id, j.referent, (count(*) filter (where ${retard}))::int as en_retard,
        min(j.pour) filter (where ${retard}) as plus_ancien, count(*)::int as a_faire
      from (${suivisJuges(ctx, duPortefeuille(ctx))}) j where j.urgence = any(${URGENCES_A_FAIRE})
      group by 1, 2 order by en_retard desc, plus_ancien, a_faire desc, j.referent`.execute(ctx.db)
    const somme = (cle: 'enRetard' | 'aFaire') => rows.reduce((n, r) => n + r[cle], 0)
    return { aujourdhui: ctx.today, enRetard: somme('enRetard'), aFaire: somme('aFaire'), referents: rows }
  },
)
