import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { echeanceAReporter } from './echeance.queries.ts'
import { recitEcheanceReportee } from './echeance.recits.ts'
import { CleEcheance } from './echeance.ts'

/** Takes back what was put off: it asks again at once. */
export const reprendreEcheance = useCase(
  {
    route: 'DELETE /personnes/:personneId/echeances/:genre/:faitId/report',
    summary: 'Annuler le report d’une échéance',
    permission: 'dossier.lire',
    input: CleEcheance,
    output: z.object({}),
  },
  async (ctx, cle) => {
    const { acte, reporteeJusquau, reporteeMotif } = await echeanceAReporter(ctx, cle)
    if (reporteeJusquau === null) return {}
    await ctx.db
      .updateTable('echeance')
      .set({ reporteeJusquau: null, reporteeMotif: null, reporteePar: null })
      .where('genre', '=', cle.genre)
      .where('objetId', '=', cle.faitId)
      .execute()
    await ctx.record({ personne: cle.personneId }, recitEcheanceReportee, {
      avant: { genre: cle.genre, acte, jusquau: reporteeJusquau, motif: reporteeMotif ?? '' },
    })
    return {}
  },
)
