import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { SansReferent, sansReferent } from '../sans-referent.queries.ts'

/** Who is oriented to the structure and followed by nobody, longest waiting first; `total` counts those not shown too (rule A1). */
export const enAttenteDeReferent = useCase(
  {
    route: 'GET /portefeuille/sans-referent',
    summary: 'Les personnes orientées vers la structure, sans référent',
    permission: 'referent.designer',
    montre: 'sans-referent',
    input: z.object({}),
    output: SansReferent.extend({ aujourdhui: z.iso.date() }),
  },
  async ctx => ({ aujourdhui: ctx.today, ...(await sansReferent(ctx)) }),
)
