import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { compterNonLus } from './avis.queries.ts'

const Compte = z.object({ nonLus: z.int() })

/** Marks one's notice as read, or not read again, with those told in the same line. One that is no more is none to read. */
export const lireAvis = useCase(
  {
    route: 'PUT /avis/:avisId/lecture',
    summary: 'Marquer un de mes avis comme lu, ou non lu',
    permission: 'connecte',
    input: z.object({ avisId: z.coerce.number().int().positive(), lu: z.boolean().default(true) }),
    output: Compte,
  },
  async (ctx, { avisId, lu }) => {
    await sql`
      update avis a set lu_le = ${lu ? ctx.now : null}::timestamptz from avis v
      where v.id = ${avisId} and v.agent_id = ${ctx.agent.id} and a.agent_id = v.agent_id and a.genre = v.genre
        and a.groupe = v.groupe and (a.lu_le is null) = ${lu}::boolean`.execute(ctx.db)
    return { nonLus: await compterNonLus(ctx) }
  },
)

/** Marks as read all of one's notices up to one that was shown: what came since waits. */
export const lireTousAvis = useCase(
  {
    route: 'PUT /avis/lecture',
    summary: 'Marquer tous mes avis comme lus',
    permission: 'connecte',
    input: z.object({ jusqua: z.int().positive() }),
    output: Compte,
  },
  async (ctx, { jusqua }) => {
    await sql`update avis set lu_le = ${ctx.now}::timestamptz
      where agent_id = ${ctx.agent.id} and lu_le is null and id <= ${jusqua}`.execute(ctx.db)
    return { nonLus: await compterNonLus(ctx) }
  },
)
