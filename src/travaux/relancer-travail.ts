import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { titreDuTravail } from './titre-travail.queries.ts'
import { recitTravailRelance } from './travaux.recits.ts'
import { MESSAGES, TravailId } from './travaux.ts'

/** Has a job that failed tried again at once, as many times as a new one. Refuses one that is no more, or that is at work. */
export const relancerTravail = useCase(
  {
    route: 'POST /travaux/:travailId/relance',
    summary: 'Relancer un travail de fond en échec',
    permission: 'territoire.administrer',
    input: z.object({ travailId: TravailId }),
    output: z.object({ relance: z.boolean() }),
  },
  async (ctx, { travailId }) => {
    const titre = await titreDuTravail(ctx, travailId)
    const { rows } = await sql<{ sort: string }>`
      select commun.relancer_travail(${travailId}::bigint) as sort`.execute(ctx.db)
    if (titre === null || rows[0]?.sort === 'absent')
      throw new Refusal('not-found', 'travail-introuvable', MESSAGES['travail-introuvable'])
    if (rows[0]?.sort === 'en-cours') throw new Refusal('conflict', 'travail-en-cours', MESSAGES['travail-en-cours'])
    await ctx.record({ objet: 'travail', id: travailId }, recitTravailRelance, { apres: { titre } })
    return { relance: true }
  },
)
