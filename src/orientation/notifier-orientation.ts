import { z } from 'zod'
import { exigerDossierOuvert } from '../droit/accompagnable.queries.ts'
import { arreterDelai } from '../droit/delai.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { editerNotification } from './lettre-notification.queries.ts'
import { empechementNotification, fautesOrientation, MESSAGES, Notification } from './orientation.ts'

/** Records that the person was told of an orientation decided before, makes its letter, stops the delay (rule E4). */
export const notifierOrientation = useCase(
  {
    route: 'POST /orientations/:id/notification',
    summary: 'Notifier une orientation déjà décidée',
    permission: 'orientation.decider',
    input: Notification.extend({ id: z.uuid() }),
    output: z.object({ id: z.uuid(), notifieeLe: z.iso.date(), courrierId: z.uuid() }),
  },
  async (ctx, { id, mode, le }) => {
    const personne = await ctx.db.selectFrom('orientation').select('personneId').where('id', '=', id).executeTakeFirst()
    if (!personne) throw new Refusal('not-found', 'orientation-inconnue', MESSAGES['orientation-inconnue'])
    await verrouillerPersonne(ctx, personne.personneId)
    await exigerDossierOuvert(ctx, personne.personneId)

    const orientation = await ctx.db
      .selectFrom('orientation as o')
      .innerJoin('personne as p', 'p.id', 'o.personneId')
      .select(['o.debut', 'o.notifieeLe', 'o.notification', 'p.courriel', 'p.courrielAccord'])
      .where('o.id', '=', id)
      .where('o.fin', 'is', null)
      .executeTakeFirst()
    if (!orientation) throw new Refusal('not-found', 'orientation-inconnue', MESSAGES['orientation-inconnue'])
    const jour = le ?? ctx.today
    if (orientation.notifieeLe) {
      const courrier = await ctx.db
        .selectFrom('courrier')
        .select('id')
        .where('personneId', '=', personne.personneId)
        .where('orientationId', '=', id)
        .orderBy('editeLe')
        .executeTakeFirst()
      const rejouee = orientation.notification === mode && orientation.notifieeLe === jour
      if (rejouee && courrier) return { id, notifieeLe: jour, courrierId: courrier.id }
      throw new Refusal('conflict', 'deja-notifiee', MESSAGES['deja-notifiee'])
    }
    const motif = empechementNotification(
      { mode, le: jour },
      {
        aujourdhui: ctx.today,
        plancher: orientation.debut,
        courrielAccepte: orientation.courriel !== null && orientation.courrielAccord === true,
      },
    )
    if (motif) throw new Refusal('conflict', motif, MESSAGES[motif], fautesOrientation(motif))

    await ctx.db.updateTable('orientation').set({ notifieeLe: jour, notification: mode }).where('id', '=', id).execute()
    const courrierId = await editerNotification(ctx, id, { mode, le: jour })
    await arreterDelai(ctx, personne.personneId, jour)
    return { id, notifieeLe: jour, courrierId }
  },
)
