import { sql } from 'kysely'
import { z } from 'zod'
import { recitReferentAnnule } from '../accompagnement/accompagnement.recits.ts'
import { annulerSuivis, rendreSuiviDe } from '../accompagnement/annulation/annulation.queries.ts'
import { DemandeAnnulation, MESSAGES_ANNULATION } from '../accompagnement/annulation/annulation.ts'
import { annuler, changementDeReferent } from '../accompagnement/annulation/annuler.ts'
import { etatDe } from '../accompagnement/annulation/etat-lu.ts'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { attacherALAnnulation } from '../courrier/lettre-annulation.ts'
import type { AAppeler } from '../rendez-vous/releve/releve.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { actesDe, annulationDe, faitsOrientation, garderAnnulee } from './annulation.queries.ts'
import { FaitsOrientation, suiviRendu } from './annulation.ts'
import { rendreOrientations } from './cloture.queries.ts'
import { recitOrientationAnnulee } from './orientation.recits.ts'

const ou = z.object({ personneId: z.uuid(), orientationId: z.uuid() })

/** What cancelling the running orientation would do, read before it is confirmed. Refuses what can't be cancelled. */
export const consequencesAnnulation = useCase(
  {
    route: 'GET /personnes/:personneId/orientations/:orientationId/annulation',
    summary: 'Conséquences de l’annulation d’une orientation',
    permission: 'orientation.decider',
    input: ou,
    output: z.object({ etat: z.string(), faits: FaitsOrientation }),
  },
  async (ctx, { personneId, orientationId }) => {
    await exigerPerimetre(ctx, personneId)
    await consulter(ctx, personneId, 'parcours')
    const faits = await faitsOrientation(ctx, personneId, orientationId)
    return { etat: etatDe(faits), faits }
  },
)

/**
 * Cancels the running orientation, decided by mistake (rule A10): it counts nowhere any more, nor the follow-ups opened under it; what
 * it had ended is as if nothing had happened, the delay runs again when only it had stopped it (rule E4), and who was told of it gets a
 * letter. Both stay in the timeline.
 */
export const annulerOrientation = useCase(
  {
    route: 'POST /personnes/:personneId/orientations/:orientationId/annulation',
    summary: 'Annuler une orientation décidée par erreur',
    permission: 'orientation.decider',
    input: ou.extend(DemandeAnnulation.shape),
    output: z.object({ id: z.uuid(), courrierId: z.uuid().nullable() }),
  },
  (ctx, { orientationId, ...demande }) => {
    const { personneId, id, motif } = demande
    return annuler(ctx, demande, {
      par: orientationId,
      deja: () => dejaAnnulee(ctx, orientationId, id),
      faits: () => faitsOrientation(ctx, personneId, orientationId),
      actes: actesDe,
      rendu: suiviRendu,
      oter: faits => oter(ctx, personneId, faits, { id, motif }),
      raconter: (faits, aAppeler) => raconter(ctx, personneId, faits, { motif, aAppeler }),
      lettre: ({ orientation: { notifieeLe, structure } }) => ({
        orientationAnnuleeId: orientationId,
        donnees: { quoi: 'orientation', prevenueLe: notifieeLe, nomme: structure },
      }),
    })
  },
)

/** The same cancelling sent twice: what was done the first time. Refuses an id that served another. */
async function dejaAnnulee(ctx: Context, orientationId: string, id: string) {
  const faite = await annulationDe(ctx, sql`o.annulation_id = ${id}`)
  if (!faite) return null
  if (faite.id === orientationId && faite.annuleePar === ctx.agent.id) return { id, courrierId: faite.courrierId }
  throw new Refusal('conflict', 'identifiant-pris', MESSAGES_ANNULATION['identifiant-pris'])
}

/** What was opened goes, what it had ended comes back. */
async function oter(
  ctx: Context,
  personneId: string,
  faits: FaitsOrientation,
  acte: { id: string; motif: string },
): Promise<void> {
  const { orientation } = faits
  const pause = await annulerSuivis(ctx, sql`k.orientation_id = ${orientation.id}`, acte)
  await garderAnnulee(ctx, orientation.id, acte)
  await attacherALAnnulation(ctx, orientation.id)
  await ctx.db.deleteFrom('orientation').where('id', '=', orientation.id).execute()
  await rendreOrientations(ctx, sql`o.fin_par = ${orientation.id}::uuid and o.personne_id = ${personneId}`)
  if (suiviRendu(faits)) await rendreSuiviDe(ctx, { personneId, par: orientation.id, fin: orientation.debut }, pause)
}

type Dit = { motif: string; aAppeler: AAppeler[] }
async function raconter(
  ctx: Context,
  personneId: string,
  faits: FaitsOrientation,
  { motif, aAppeler }: Dit,
): Promise<void> {
  const { orientation, suivis, precedente } = faits
  const rendu = suiviRendu(faits)
  await ctx.record({ personne: personneId }, recitOrientationAnnulee, {
    avant: {
      orientationId: orientation.id,
      dominante: orientation.dominante,
      structureId: orientation.structureId,
      structure: orientation.structure,
    },
    apres: {
      motif,
      dominante: precedente?.rendable ? precedente.dominante : null,
      structure: precedente?.rendable ? precedente.structure : null,
    },
  })
  const perdu = suivis.find(s => s.fin === null)
  if (!perdu && !rendu) return
  await ctx.record({ personne: personneId }, recitReferentAnnule, changementDeReferent(perdu ?? null, rendu, aAppeler))
}
