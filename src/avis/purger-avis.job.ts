import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '../socle/job.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'

/** Forgets, every night, the notices whose time has passed (`avis.conservation-jours`), read or not. */
export const purgerAvis = job(
  'purger-avis',
  z.object({}),
  async ctx => {
    await sql`delete from avis where le < (${ctx.today}::date - ${parametreEnSql(ctx, 'avis.conservation-jours')})::timestamptz`.execute(
      ctx.db,
    )
  },
  { titre: 'Oubli des avis anciens', chaque: '15 3 * * *', parTerritoire: true },
)
