import { z } from 'zod'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { exigerDossierOuvert } from '../droit/accompagnable.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { Vus } from '../territoire/vu.queries.ts'
import { convoquerParLettre } from './convoquer.ts'
import { dejaFait, exigerIssueVue } from './entre-temps/entre-temps.queries.ts'
import { enLocal, lireDebut } from './instants.ts'
import { Modele } from './prise.ts'
import {
  agentAOccuper,
  exigerPossible,
  inscrire,
  occupations,
  type PersonneAConvoquer,
  personnesAConvoquer,
  rendezVousAGerer,
  situationDe,
  trouverRendezVous,
} from './rendez-vous.queries.ts'
import { recitRendezVousIssue } from './rendez-vous.recits.ts'
import {
  accordsDe,
  type Convocation,
  empechementConvocation,
  jourLocal,
  lieuDe,
  MESSAGES,
  RendezVous,
} from './rendez-vous.ts'

/** The new appointment: its id and start; what is left out stays as it was. */
export const Report = z.object({
  nouveauId: z.uuid(),
  debut: Modele.shape.debut,
  agentId: z.uuid().optional(),
  dureeMinutes: Modele.shape.dureeMinutes.unwrap().optional(),
  modalite: Modele.shape.modalite.unwrap().optional(),
  lieu: Modele.shape.lieu.unwrap().optional(),
  convocation: Modele.shape.convocation.unwrap().optional(),
  interpretePrevu: Modele.shape.interpretePrevu,
  horairesConfirmes: Modele.shape.horairesConfirmes,
})
export type Report = z.output<typeof Report>

/**
 * Moves an appointment: the old one stays, « reporté », and a new one is booked by the same rules as any other, so that the timeline tells
 * both. Refuses one that already has an outcome, unless the service called it off; answers the new appointment, also to a replay.
 */
export const deplacerRendezVous = useCase(
  {
    route: 'POST /rendez-vous/:rendezVousId/report',
    summary: 'Déplacer un rendez-vous',
    permission: 'rendez-vous.prendre',
    input: z.object({ rendezVousId: z.uuid(), ...Report.shape, vu: Vus }),
    output: RendezVous,
  },
  async (ctx, { rendezVousId, vu, ...report }) => {
    const ancien = await rendezVousAGerer(ctx, rendezVousId)
    return reporter(ctx, ancien, report, { vu })
  },
)

/**
 * Books the new appointment and marks the old one « reporté ». `ancien` is locked and in scope. At the same hour with somebody else, it is
 * told as handed over, not moved; `avecElle`: who receives is told of it with the person herself; `vu`: what the screen showed
 * of it. `memeHeure`: it is the same appointment with somebody else; what was settled when it was given isn't asked again, an interpreter
 * who isn't planned is told where it is shown, and who can't be written to any more is handed the letter.
 */
export async function reporter(
  ctx: Context,
  ancien: RendezVous,
  report: Report,
  {
    avecElle = false,
    memeHeure = false,
    vu,
  }: { avecElle?: boolean; memeHeure?: boolean; vu?: z.output<typeof Vus> } = {},
): Promise<RendezVous> {
  const dejaPris = await trouverRendezVous(ctx, report.nouveauId)
  if (dejaPris) {
    if (ancien.issue === 'reporte' && dejaPris.personneId === ancien.personneId) return dejaPris
    throw new Refusal('conflict', 'identifiant-pris', MESSAGES['identifiant-pris'])
  }
  await exigerDossierOuvert(ctx, ancien.personneId)
  await exigerIssueVue(ctx, ancien, vu)
  if (ancien.issue !== null && ancien.issue !== 'annule-service') throw await dejaFait(ctx, ancien, 'deja-conclu')
  const personne = (await personnesAConvoquer(ctx, [ancien.personneId], ancien.id)).get(ancien.personneId)
  if (!personne) throw await horsPerimetre(ctx, ancien.personneId)
  const agent = await agentAOccuper(ctx, report.agentId ?? ancien.agentId)
  const demande = {
    ...ancien,
    id: report.nouveauId,
    agentId: agent.id,
    debut: lireDebut(ctx, report.debut),
    dureeMinutes: report.dureeMinutes ?? ancien.dureeMinutes,
    modalite: report.modalite ?? ancien.modalite,
    lieu: lieuDe(
      {
        modalite: report.modalite ?? ancien.modalite,
        lieu: report.lieu === undefined ? ancien.lieu : report.lieu,
      },
      agent,
    ),
    convocation: memeHeure ? encorePossible(ancien.convocation, personne) : (report.convocation ?? ancien.convocation),
    // Planned for the old hour: to be planned again for the new one.
    interpretePrevu: report.interpretePrevu,
  }
  const jour = jourLocal(demande.debut)
  const { horairesConfirmes } = report
  exigerPossible(
    { ...demande, horairesConfirmes, ...(memeHeure && DEJA_VU) },
    situationDe(ctx, personne, await occupations(ctx, agent.id, jour, jour, ancien.id)),
  )
  const confie = agent.id !== ancien.agentId && demande.debut === enLocal(ctx, ancien.debut)
  await marquerIssue(ctx, ancien, 'reporte', {
    reporteVers: report.nouveauId,
    ...(confie ? { confieA: agent.nom } : {}),
  })
  const { convoqueLe: _, issue: __, ...nouveau } = demande
  const suite = { id: ancien.id, confie, avecElle }
  const [pris] = await inscrire(ctx, [{ ...nouveau, structureId: agent.structureId }], agent.nom, suite)
  if (!pris) throw new Error('appointment not written')
  await convoquerParLettre(ctx, pris)
  return pris
}

/** What was settled with the person when the appointment was given. */
export const DEJA_VU = { horairesConfirmes: true, interpretePrevu: true } as const

/** The same way to tell the person, else by hand. */
export const encorePossible = (convocation: Convocation, personne: PersonneAConvoquer): Convocation =>
  empechementConvocation(convocation, accordsDe(personne)) ? 'remise-en-main-propre' : convocation

/** Writes an outcome (null takes it back) and tells the timeline what it was before. */
export async function marquerIssue(
  ctx: Context,
  rendezVous: RendezVous,
  issue: RendezVous['issue'],
  suite: { reporteVers?: string; confieA?: string } = {},
): Promise<void> {
  await ctx.db
    .updateTable('rendezVous')
    .set({
      issue,
      issueLe: issue ? ctx.now : null,
      issuePar: issue && ctx.agent.genre !== 'systeme' ? ctx.agent.id : null,
    })
    .where('id', '=', rendezVous.id)
    .execute()
  const { nom } = await ctx.db
    .selectFrom('agentNom')
    .select('nom')
    .where('id', '=', rendezVous.agentId)
    .executeTakeFirstOrThrow()
  await ctx.record({ personne: rendezVous.personneId }, recitRendezVousIssue, {
    avant: { issue: rendezVous.issue },
    apres: {
      rendezVousId: rendezVous.id,
      issue,
      objet: rendezVous.objet,
      debut: rendezVous.debut,
      agentId: rendezVous.agentId,
      agent: nom,
      ...suite,
    },
  })
}
