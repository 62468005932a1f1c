import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { titreDuTravail } from './titre-travail.queries.ts'
import { recitTravailAbandonne } from './travaux.recits.ts'
import { MESSAGES, TravailId } from './travaux.ts'

/** Gives a job that failed up: it won't be tried again. Asked twice, it is gone already: same answer. Refuses one that is at work. */
export const abandonnerTravail = useCase(
  {
    route: 'DELETE /travaux/:travailId',
    summary: 'Abandonner un travail de fond en échec',
    permission: 'territoire.administrer',
    input: z.object({ travailId: TravailId }),
    output: z.object({ abandonne: z.boolean() }),
  },
  async (ctx, { travailId }) => {
    const titre = await titreDuTravail(ctx, travailId)
    const { rows } = await sql<{ sort: string }>`
      select commun.abandonner_travail(${travailId}::bigint) as sort`.execute(ctx.db)
    if (rows[0]?.sort === 'en-cours') throw new Refusal('conflict', 'travail-en-cours', MESSAGES['travail-en-cours'])
    if (titre !== null)
      await ctx.record({ objet: 'travail', id: travailId }, recitTravailAbandonne, { apres: { titre } })
    return { abandonne: true }
  },
)
