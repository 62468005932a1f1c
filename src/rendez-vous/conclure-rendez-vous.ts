import { z } from 'zod'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { Vus } from '../territoire/vu.queries.ts'
import { marquerIssue, Report, reporter } from './deplacer-rendez-vous.ts'
import { dejaFait, exigerIssueVue } from './entre-temps/entre-temps.queries.ts'
import { enLocal } from './instants.ts'
import {
  agentAOccuper,
  occupations,
  personnesAConvoquer,
  rendezVousAGerer,
  situationDe,
} from './rendez-vous.queries.ts'
import {
  direMotif,
  empechementIssue,
  empechementRetabli,
  Issue,
  jourLocal,
  MESSAGES,
  MESSAGES_RETABLI,
  RendezVous,
} from './rendez-vous.ts'

/**
 * Records what an appointment became (rule C3): présent, absent, absent excusé from its hour on; reporté with its new date, or
 * annulé par le service, at any time. Can be corrected, the timeline keeps both; null takes the outcome back.
 * Answers the appointment, with the new one when it was put off. Refuses a change after « reporté »; what was called off comes back by
 * the rule of any booking: its slot is free, the person expected nowhere else, their file open (rules A10, C1).
 */
export const conclureRendezVous = useCase(
  {
    route: 'PUT /rendez-vous/:rendezVousId/issue',
    summary: 'Noter l’issue d’un rendez-vous',
    permission: 'rendez-vous.gerer',
    input: z.object({ rendezVousId: z.uuid(), issue: Issue.nullable(), report: Report.optional(), vu: Vus }),
    output: z.object({ rendezVous: RendezVous, nouveau: RendezVous.nullable() }),
  },
  async (ctx, { rendezVousId, issue, report, vu }) => {
    const rendezVous = await rendezVousAGerer(ctx, rendezVousId)
    if (issue === 'reporte' && rendezVous.issue === 'reporte' && report) {
      return { rendezVous, nouveau: await reporter(ctx, rendezVous, report) }
    }
    if (issue === rendezVous.issue) return { rendezVous, nouveau: null }
    await exigerIssueVue(ctx, rendezVous, vu)
    const motif = empechementIssue(
      issue,
      { debut: enLocal(ctx, rendezVous.debut), issue: rendezVous.issue },
      { maintenant: enLocal(ctx, ctx.now), reportVers: report !== undefined },
    )
    if (motif === 'deja-reporte') throw await dejaFait(ctx, rendezVous, motif)
    if (motif) throw new Refusal('conflict', motif, MESSAGES[motif])
    if (issue === null && enLocal(ctx, rendezVous.debut) > enLocal(ctx, ctx.now))
      await exigerRetablissable(ctx, rendezVous)
    const conclu = { ...rendezVous, issue }
    if (issue === 'reporte' && report) return { rendezVous: conclu, nouveau: await reporter(ctx, rendezVous, report) }
    await marquerIssue(ctx, rendezVous, issue)
    return { rendezVous: conclu, nouveau: null }
  },
)

/** Refuses to bring back what couldn't be booked any more, with what can be done. Who receives is held, as for a booking. */
async function exigerRetablissable(ctx: Context, rendezVous: RendezVous): Promise<void> {
  const { id, personneId } = rendezVous
  const debut = enLocal(ctx, rendezVous.debut)
  const personne = (await personnesAConvoquer(ctx, [personneId], id)).get(personneId)
  if (!personne) throw await horsPerimetre(ctx, personneId)
  const { id: agentId } = await agentAOccuper(ctx, rendezVous.agentId, MESSAGES_RETABLI['agent-indisponible'])
  const prises = await occupations(ctx, agentId, jourLocal(debut), jourLocal(debut), id)
  const motif = empechementRetabli({ ...rendezVous, debut }, situationDe(ctx, personne, prises))
  if (motif) throw new Refusal('conflict', motif, MESSAGES_RETABLI[motif] ?? direMotif(motif, personne))
}
