import { sql } from 'kysely'
import { z } from 'zod'
import { dansTransaction, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { job } from '../socle/job.ts'
import type { Territoire } from '../socle/use-case.ts'
import { accorder } from './accorder.queries.ts'

/** Persons drawn in one transaction: those of whom somebody writes meanwhile wait no longer than for these. */
const LOT = 2000

/** Draws again, every night, what is due to everybody: what the tables were made to say by hand is followed too. */
export const accorderEcheances = job(
  'accorder-echeances',
  z.object({}),
  ({ base, territoire, maintenant }) => toutAccorder(base, territoire, maintenant()),
  { titre: 'Mise à jour des échéances', chaque: '30 2 * * *', parTerritoire: true, transactions: 'siennes' },
)

async function toutAccorder(base: Base, territoire: Territoire, now: string): Promise<void> {
  let apres: string | null = '00000000-0000-0000-0000-000000000000'
  while (apres !== null)
    apres = await dansTransaction(base, { agent: SYSTEME, territoire, now }, async ctx => {
      const { rows } = await sql<{ id: string }>`
        select id from personne where id > ${apres}::uuid order by id limit ${LOT}`.execute(ctx.db)
      const ids = rows.map(r => r.id)
      if (ids.length) await accorder(ctx, sql`select unnest(${ids}::uuid[]) as id`)
      return ids.length === LOT ? (ids.at(-1) ?? null) : null
    })
}

/** Draws what is due in a territory whose base comes from a version that didn't keep it: once, before it is served. */
export async function etablirEcheances(base: Base, territoires: readonly Territoire[], now: string): Promise<void> {
  for (const territoire of territoires) {
    const { rows } = await sql<{ vide: boolean }>`
      select not exists (select 1 from echeance) and exists (select 1 from personne) as vide`.execute(
      base.territoire(territoire.code),
    )
    if (rows[0]?.vide) await toutAccorder(base, territoire, now)
  }
}
