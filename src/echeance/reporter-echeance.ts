import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { echeanceAReporter } from './echeance.queries.ts'
import { recitEcheanceReportee } from './echeance.recits.ts'
import { CleEcheance, MESSAGES_ECHEANCE } from './echeance.ts'
import { empechementReport, Report } from './report.ts'

/**
 * Puts off what is to be done until a day, with the reason: nobody is asked for it before, and the delay runs on. Refuses a day gone by,
 * or further than parameter echeance.report-jours.
 */
export const reporterEcheance = useCase(
  {
    route: 'PUT /personnes/:personneId/echeances/:genre/:faitId/report',
    summary: 'Remettre une échéance à plus tard',
    permission: 'dossier.lire',
    input: CleEcheance.extend({ ...Report.shape, vu: Vus }),
    output: Report,
  },
  async (ctx, { jusquau, motif, vu, ...cle }) => {
    const { acte, reporteeJusquau, reporteeMotif } = await echeanceAReporter(ctx, cle)
    if (reporteeJusquau === jusquau && reporteeMotif === motif) return { jusquau, motif }
    await exigerVus(
      ctx,
      vu,
      // Come back, it is put off no more.
      { reporteeJusquau: reporteeJusquau && reporteeJusquau >= ctx.today ? reporteeJusquau : null },
      { sujet: { personne: cle.personneId }, recits: [recitEcheanceReportee], ou: { genre: cle.genre } },
    )
    const refus = empechementReport(jusquau, ctx.today, await parametre(ctx, 'echeance.report-jours'))
    if (refus)
      throw new Refusal('invalid', refus, MESSAGES_ECHEANCE[refus], [
        { champ: 'jusquau', message: MESSAGES_ECHEANCE[refus] },
      ])
    await ctx.db
      .updateTable('echeance')
      .set({ reporteeJusquau: jusquau, reporteeMotif: motif, reporteePar: ctx.agent.id })
      .where('genre', '=', cle.genre)
      .where('objetId', '=', cle.faitId)
      .execute()
    await ctx.record({ personne: cle.personneId }, recitEcheanceReportee, {
      avant: reporteeJusquau ? { genre: cle.genre, acte, jusquau: reporteeJusquau, motif: reporteeMotif ?? '' } : null,
      apres: { genre: cle.genre, acte, jusquau, motif },
    })
    return { jusquau, motif }
  },
)
