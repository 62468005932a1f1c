import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'

/** The agents of the territory, those who left too: whose readings may be looked at. */
export const lecteurs = useCase(
  {
    route: 'GET /audit/lecteurs',
    summary: 'Les agents dont les lectures sont journalisées',
    permission: 'lecture.auditer',
    input: z.object({}),
    output: z.object({ agents: z.array(z.object({ id: z.uuid(), nom: z.string() })) }),
  },
  async ctx => {
    const { rows } = await sql<{ id: string; nom: string }>`
      select id, prenom || ' ' || nom as nom from agent order by agent.nom, prenom, id`.execute(ctx.db)
    return { agents: rows }
  },
)
