import { z } from 'zod'
import { ouvrirAccompagnement } from '../accompagnement/accompagnement.queries.ts'
import { recitReferent, recitReferentAnnule } from '../accompagnement/accompagnement.recits.ts'
import { MESSAGES_ANNULATION } from '../accompagnement/annulation/annulation.ts'
import { estReferentEnPoste, trouverReferent } from '../accompagnement/referent.queries.ts'
import { lettresDe } from '../accompagnement/relais/lettre-nouveau-referent.ts'
import { laisserLeRelais } from '../accompagnement/relais/relais.queries.ts'
import { cloreSuivis, uneFin } from '../accompagnement/suivi.queries.ts'
import { proposer } from '../diagnostic/proposition/moteur.ts'
import { parametresOrientation } from '../diagnostic/proposition/parametres.queries.ts'
import { REFERENTIEL } from '../diagnostic/proposition/referentiel.ts'
import { exigerAccompagnable } from '../droit/accompagnable.queries.ts'
import { arreterDelai } from '../droit/delai.queries.ts'
import { Dominante } from '../offre/dominante.ts'
import { direAnnules } from '../rendez-vous/releve/decider-releve.ts'
import { relever } from '../rendez-vous/releve/releve.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type Etat, exigerVu } from '../territoire/vu.queries.ts'
import { cloreOrientations } from './cloture.queries.ts'
import { editerNotification } from './lettre-notification.queries.ts'
import { type DossierAOrienter, dossierAOrienter } from './orientation.queries.ts'
import { recitOrientation, recitOrientationAnnulee } from './orientation.recits.ts'
import { DemandeOrientation, empechement, fautesOrientation, MESSAGES } from './orientation.ts'

const Decision = z.object({
  id: z.uuid(),
  dominante: Dominante,
  structureId: z.uuid(),
  referentId: z.uuid().nullable(),
  proposition: Dominante.nullable(),
  notifieeLe: z.iso.date().nullable(),
  /** The letter ready to print, when the person is notified. */
  courrierId: z.uuid().nullable(),
  /** How many letters it made, with the convocations of the appointments passed on. */
  lettres: z.int(),
})

/**
 * Decides the orientation: closes the running one (a réorientation, kept in history), opens the new one and the référent's period,
 * notifies, stops the delay of rule E4. The human decides; a departure from the proposal gives its reason, and so does a réorientation
 * (rules O3, O5; CASF L262-29, L262-31).
 */
export const orienter = useCase(
  {
    route: 'POST /personnes/:personneId/orientations',
    summary: 'Orienter ou réorienter une personne',
    permission: 'orientation.decider',
    input: DemandeOrientation,
    output: Decision,
  },
  async (ctx, demande) => {
    const { id, personneId, dominante, structureId, referentId, coReferentId, notification } = demande
    const dossier = await dossierAOrienter(ctx, demande)
    if (dossier.rejouee && dossier.rejouee.personneId !== personneId) throw refus('identifiant-pris')
    if (dossier.rejouee?.annulee)
      throw new Refusal('conflict', 'decision-annulee', MESSAGES_ANNULATION['decision-annulee'])
    if (dossier.rejouee) return { ...(await decisionPrise(ctx, id)), lettres: await lettresDe(ctx, personneId, id) }
    await exigerVu(
      ctx,
      demande.vu,
      { orientationId: dossier.enCours?.id ?? null, referentId: dossier.enCours?.referentId ?? null },
      parcoursDe(personneId),
    )
    await exigerAccompagnable(ctx, personneId)

    const explication = await proposition(ctx, dossier)
    const referent = referentId ? await trouverReferent(ctx, referentId, structureId) : null
    const motif = empechement(demande, {
      ...dossier,
      referent,
      reoriente: dossier.enCours !== null,
      aujourdhui: ctx.today,
      proposition: explication?.dominante ?? null,
      coReferentConnu: coReferentId ? await estReferentEnPoste(ctx, coReferentId) : false,
    })
    if (motif) throw refus(motif)

    const notifieeLe = notification ? (notification.le ?? ctx.today) : null
    const debut = notifieeLe ?? ctx.today
    const fin = uneFin({ personneId, le: debut, motif: 'reorientation', par: id })
    const { annules, passes, aAppeler, aDecider, convocations } = await relever(ctx, { ...demande, par: id })
    await cloreOrientations(ctx, fin)
    await cloreSuivis(ctx, fin)
    const reorientation = dossier.enCours && demande.reorientation
    await ctx.db
      .insertInto('orientation')
      .values({
        id,
        personneId,
        dominante,
        structureId,
        debut,
        notifieeLe,
        entreeId: dossier.entreeId,
        diagnosticId: dossier.diagnostic?.id ?? null,
        accompagnementGlobal: demande.accompagnementGlobal,
        proposition: explication?.dominante ?? null,
        explication: explication && JSON.stringify(explication),
        motif: demande.motif,
        origine: 'decision',
        decideePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
        decideeLe: ctx.now,
        notification: notification?.mode ?? null,
        reorientation: reorientation?.motif ?? null,
        reorientationPrecision: reorientation?.precision ?? null,
      })
      .execute()
    await ctx.record({ personne: personneId }, recitOrientation, {
      avant: dossier.enCours,
      apres: {
        orientationId: id,
        dominante,
        structureId,
        structure: dossier.structure?.nom,
        proposition: explication?.dominante ?? null,
        regle: explication?.regle.code ?? null,
        accompagnementGlobal: demande.accompagnementGlobal,
        reorientation: reorientation?.motif ?? null,
        reorientationPrecision: reorientation?.precision ?? null,
        ...(referentId ? {} : { aAppeler, sansReferent: true }),
      },
    })
    await laisserLeRelais(ctx, { personneId, par: id, texte: demande.relais })
    if (referentId && referent) {
      const accompagnementId = uuidv7(Date.parse(ctx.now))
      const { veilleDepuis } = dossier
      await ouvrirAccompagnement(ctx, {
        id: accompagnementId,
        personneId,
        orientationId: id,
        structureId,
        referentId,
        coReferentId,
        debut,
        veilleDepuis,
      })
      await ctx.record({ personne: personneId }, recitReferent, {
        avant: dossier.enCours?.referentId
          ? {
              referentId: dossier.enCours.referentId,
              referent: dossier.enCours.referent,
              coReferentId: dossier.enCours.coReferentId,
            }
          : null,
        apres: {
          accompagnementId,
          referentId,
          referent: referent.nom,
          structure: dossier.structure?.nom,
          coReferentId,
          aAppeler,
          aDecider,
          passes: passes.map(r => r.debut),
        },
      })
    }
    const courrierId =
      notification && notifieeLe
        ? await editerNotification(ctx, id, {
            ...notification,
            ...{ le: notifieeLe, rendezVousAnnules: annules, rendezVousPasses: passes },
          })
        : null
    const annulation = courrierId ? null : await direAnnules(ctx, { personneId, annules })
    if (notifieeLe || referentId) await arreterDelai(ctx, personneId, notifieeLe ?? ctx.today)
    return {
      id,
      dominante,
      structureId,
      referentId,
      proposition: explication?.dominante ?? null,
      notifieeLe,
      courrierId,
      lettres: convocations + (courrierId || annulation ? 1 : 0),
    }
  },
)

/** Who orients a person, and who follows them. */
const parcoursDe = (personne: string): Etat => ({
  sujet: { personne },
  recits: [recitOrientation, recitOrientationAnnulee, recitReferent, recitReferentAnnule],
})

/** The proposal of today's rules on the latest diagnosis; null without one. What the agent saw is never trusted. */
async function proposition(ctx: Context, { diagnostic, age }: DossierAOrienter) {
  if (!diagnostic) return null
  return proposer(
    diagnostic.reponses,
    { age },
    REFERENTIEL,
    await parametresOrientation(ctx),
    `Diagnostic du ${diagnostic.etabliLe}`,
  )
}

async function decisionPrise(ctx: Context, id: string): Promise<Omit<z.input<typeof Decision>, 'lettres'>> {
  return ctx.db
    .selectFrom('orientation as o')
    .leftJoin('accompagnement as ac', join =>
      join.onRef('ac.personneId', '=', 'o.personneId').onRef('ac.orientationId', '=', 'o.id').on('ac.fin', 'is', null),
    )
    .select(['o.id', 'o.dominante', 'o.structureId', 'ac.referentId', 'o.proposition', 'o.notifieeLe'])
    .select(eb =>
      eb
        .selectFrom('courrier as c')
        .select('c.id')
        .whereRef('c.personneId', '=', 'o.personneId')
        .whereRef('c.orientationId', '=', 'o.id')
        .orderBy('c.editeLe')
        .limit(1)
        .as('courrierId'),
    )
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow() as Promise<Omit<z.input<typeof Decision>, 'lettres'>>
}

const refus = (code: keyof typeof MESSAGES) => new Refusal('conflict', code, MESSAGES[code], fautesOrientation(code))
