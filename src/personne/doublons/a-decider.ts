import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { useCase } from '../../socle/use-case.ts'
import { aTrancher } from './doublon.queries.ts'

/** How many pairs of files and how many persons with a disagreement wait for a decision, in the agent's scope. */
export const aDecider = useCase(
  {
    route: 'GET /personnes/a-decider',
    summary: 'Compter les doubles et les désaccords à décider',
    permission: 'conflit.lire',
    input: z.object({}),
    output: z.object({ doublons: z.number(), conflits: z.number() }),
  },
  async ctx => {
    const { rows } = await sql<{ doublons: number; conflits: number }>`
      select
        (select count(*) from doublon d where ${aTrancher(ctx)})::int as doublons,
        (select count(distinct d.personne_id) from donnee d join personne p on p.id = d.personne_id
          where d.conflit and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('d.personne_id'))})::int as conflits`.execute(
      ctx.db,
    )
    return rows[0] ?? { doublons: 0, conflits: 0 }
  },
)
