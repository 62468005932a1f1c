import { sql } from 'kysely'
import { z } from 'zod'
import { accorder } from '../echeance/accorder.queries.ts'
import { dansTransaction, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { job } from '../socle/job.ts'
import type { Territoire } from '../socle/use-case.ts'
import { siLibre, VERROU_IMPORTS } from './verrou.ts'

const TOUT_LE_MONDE = sql`select id from personne where fusionnee_dans is null`

/**
 * Draws again, every night, what is due to everybody: what the tables were made to say by hand is followed too. Waits for the next
 * night while an import runs.
 */
export const accorderEcheances = job(
  'accorder-echeances',
  z.object({}),
  async ({ base, territoire, maintenant }) => {
    await siLibre(base, territoire, VERROU_IMPORTS, () => toutAccorder(base, territoire, maintenant()))
  },
  { titre: 'Mise à jour des échéances', chaque: '30 2 * * *', parTerritoire: true, transactions: 'siennes' },
)

const toutAccorder = (base: Base, territoire: Territoire, now: string) =>
  dansTransaction(base, { agent: SYSTEME, territoire, now }, ctx => accorder(ctx, TOUT_LE_MONDE))

/** Draws what is due in a territory whose base comes from a version that didn't keep it: once, before it is served. */
export async function etablirEcheances(base: Base, territoires: readonly Territoire[], now: string): Promise<void> {
  for (const territoire of territoires) {
    const { rows } = await sql<{ vide: boolean }>`
      select not exists (select 1 from echeance) and exists (${TOUT_LE_MONDE}) as vide`.execute(
      base.territoire(territoire.code),
    )
    if (rows[0]?.vide) await toutAccorder(base, territoire, now)
  }
}
