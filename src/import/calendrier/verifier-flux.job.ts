import { dansTransaction, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { territoires } from '../../territoire/territoires.queries.ts'
import { noterManques } from './alertes.queries.ts'
import { reglesDuCalendrier, seriesDeFlux } from './calendrier.queries.ts'
import { manquesAu } from './calendrier.ts'

/**
 * Looks in every territory for the expected flows that haven't come: an alert each, closed when they come. The administrators are told
 * of a new one by a job of the same transaction, where mail can be sent. Runs every day; twice changes nothing more.
 */
export async function verifierFlux(base: Base, now: () => string): Promise<void> {
  for (const territoire of await territoires(base)) {
    await dansTransaction(base, { agent: SYSTEME, territoire, now: now() }, async ctx => {
      const regles = await reglesDuCalendrier(ctx)
      const manques = manquesAu(await seriesDeFlux(ctx, ctx.today.slice(0, 7)), regles, ctx.today)
      const nouvelles = await noterManques(ctx, manques)
      // Nobody reads the mail of made-up administrators.
      if (!courrielPossible() || territoire.demo) return
      for (const alerte of nouvelles) await ctx.enqueue('prevenir-alerte', { alerte })
    })
  }
}
