import { z } from 'zod'
import { administrateurs } from '../../agent/administrateurs.queries.ts'
import { job } from '../../socle/job.ts'
import { courrielPossible, envoyer } from '../../socle/mail/envoyer.ts'
import { Refusal } from '../../socle/refusal.ts'
import { patienceDuCourriel } from '../../territoire/patience-courriel.ts'
import { alerteADire, noterCourriel } from './alertes.queries.ts'
import { reglesDuCalendrier, seriesDeFlux } from './calendrier.queries.ts'
import { manquesAu } from './calendrier.ts'
import { direManque } from './calendrier-phrases.ts'

/**
 * Tells the administrators of a territory of one alert: once, unless its flow has come meanwhile. Cut between the sending and its
 * noting, the same message goes again under the same name. `pour`: that agent alone, whose mailbox wasn't taken with the others.
 */
export const prevenirAlerte = job(
  'prevenir-alerte',
  z.object({ alerte: z.uuid(), pour: z.uuid().optional() }),
  async (ctx, { alerte: alerteId, pour }): Promise<void> => {
    const alerte = await alerteADire(ctx, alerteId, pour !== undefined)
    if (!alerte) return
    const regles = await reglesDuCalendrier(ctx)
    const manque = manquesAu(await seriesDeFlux(ctx, ctx.today.slice(0, 7)), regles, ctx.today).find(
      m =>
        m.genre === alerte.genre &&
        m.organisme === alerte.organisme &&
        m.rythme === alerte.rythme &&
        m.occurrence === alerte.occurrence,
    )
    const eux = await administrateurs(ctx, pour)
    if (!manque || eux.length === 0) return
    if (!courrielPossible())
      throw new Refusal(
        'conflict',
        'courriel-sans-serveur',
        'Aucun serveur de courriel n’est réglé. Demandez à qui tient le serveur de régler FILROUGE_SMTP et FILROUGE_EXPEDITEUR, puis relancez.',
      )
    const phrase = direManque(manque, regles, ctx.today)
    const refusees = await envoyer({
      id: `alerte-${alerteId}`,
      a: eux.map(e => e.courriel),
      sujet: `Filrouge, ${ctx.territoire.nom} : un flux attendu n’est pas arrivé`,
      texte: [
        'Bonjour,',
        `${phrase}.`,
        'Tant qu’il manque, les entrées, les sorties et les délais d’orientation sont ceux du dernier flux reçu.',
        'S’il est déjà chez vous, déposez-le dans Filrouge, page « Imports ». Sinon, demandez-le à son expéditeur. La page « Calendrier des flux » montre ce qui est arrivé et ce qui manque.',
        'Ce message part une seule fois pour chaque flux manquant.',
      ].join('\n\n'),
    })
    for (const { id, courriel } of eux)
      if (refusees.includes(courriel)) await ctx.enqueue(prevenirAlerte, { alerte: alerteId, pour: id })
    await noterCourriel(ctx, alerteId)
  },
  {
    titre: 'Courriel aux administrateurs : un flux attendu n’est pas arrivé',
    patience: patienceDuCourriel,
    voisin: 'courriel',
  },
)
