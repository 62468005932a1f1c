import { z } from 'zod'
import { job } from '../../socle/job.ts'
import { courrielPossible } from '../../socle/mail/envoyer.ts'
import { noterManques } from './alertes.queries.ts'
import { reglesDuCalendrier, seriesDeFlux } from './calendrier.queries.ts'
import { manquesAu } from './calendrier.ts'
import { prevenirAlerte } from './prevenir-alerte.job.ts'

/**
 * Looks for the expected flows that haven't come: an alert each, closed when they come. The administrators are told
 * of a new one by a job of the same transaction, where mail can be sent. Runs every day; twice changes nothing more.
 */
export const verifierFlux = job(
  'verifier-flux',
  z.object({}),
  async ctx => {
    const regles = await reglesDuCalendrier(ctx)
    const manques = manquesAu(await seriesDeFlux(ctx, ctx.today.slice(0, 7)), regles, ctx.today)
    const nouvelles = await noterManques(ctx, manques)
    // Nobody reads the mail of made-up administrators.
    if (!courrielPossible() || ctx.territoire.demo) return
    for (const alerte of nouvelles) await ctx.enqueue(prevenirAlerte, { alerte })
  },
  { titre: 'Recherche des flux attendus qui manquent', chaque: '0 6 * * *', parTerritoire: true },
)
