import { z } from 'zod'
import { exigerAccompagnable } from '../droit/accompagnable.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { marquerIssue, Report, reporter } from './deplacer-rendez-vous.ts'
import { enLocal } from './instants.ts'
import { rendezVousAGerer } from './rendez-vous.queries.ts'
import { empechementIssue, Issue, MESSAGES, RendezVous } from './rendez-vous.ts'

/**
 * Records what an appointment became (rule C3): présent, absent, absent excusé from its hour on; reporté with its new date, or
 * annulé par le service, at any time. Can be corrected, the timeline keeps both; null takes the outcome back.
 * Answers the appointment, with the new one when it was put off. Refuses a change after « reporté »; what was called off doesn't come
 * back to who may not be given an appointment any more (a closed file, rule A10).
 */
export const conclureRendezVous = useCase(
  {
    route: 'PUT /rendez-vous/:rendezVousId/issue',
    summary: 'Noter l’issue d’un rendez-vous',
    permission: 'rendez-vous.gerer',
    input: z.object({ rendezVousId: z.uuid(), issue: Issue.nullable(), report: Report.optional() }),
    output: z.object({ rendezVous: RendezVous, nouveau: RendezVous.nullable() }),
  },
  async (ctx, { rendezVousId, issue, report }) => {
    const rendezVous = await rendezVousAGerer(ctx, rendezVousId)
    if (issue === 'reporte' && rendezVous.issue === 'reporte' && report) {
      return { rendezVous, nouveau: await reporter(ctx, rendezVous, report) }
    }
    if (issue === rendezVous.issue) return { rendezVous, nouveau: null }
    const motif = empechementIssue(
      issue,
      { debut: enLocal(rendezVous.debut), issue: rendezVous.issue },
      { maintenant: enLocal(ctx.now), reportVers: report !== undefined },
    )
    if (motif) throw new Refusal('conflict', motif, MESSAGES[motif])
    // To come again, it is given as any other.
    if (issue === null && enLocal(rendezVous.debut) > enLocal(ctx.now))
      await exigerAccompagnable(ctx, rendezVous.personneId)
    const conclu = { ...rendezVous, issue }
    if (issue === 'reporte' && report) return { rendezVous: conclu, nouveau: await reporter(ctx, rendezVous, report) }
    await marquerIssue(ctx, rendezVous, issue)
    return { rendezVous: conclu, nouveau: null }
  },
)
