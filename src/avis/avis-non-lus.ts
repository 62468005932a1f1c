import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { compterNonLus } from './avis.queries.ts'

/** How many notices wait to be read by the agent who asks, for the head of every page. */
export const avisNonLus = useCase(
  {
    route: 'GET /avis/non-lus',
    summary: 'Le nombre de mes avis non lus',
    permission: 'connecte',
    input: z.object({}),
    output: z.object({ nonLus: z.int() }),
  },
  async ctx => ({ nonLus: await compterNonLus(ctx) }),
)
