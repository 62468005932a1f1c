import { z } from 'zod'
import { job } from '../../socle/job.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { Refusal } from '../../socle/refusal.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { patienceDuCourriel } from '../../territoire/patience-courriel.ts'
import { envoyerLienActivation } from './courriels-compte.ts'

/**
 * Sends an agent the link that opens their account, unless it is over meanwhile. What the queue keeps is the id of the link, which opens
 * nothing. A link lives from when it leaves: a mail server out of order takes nothing from it. Cut after the sending, the same message
 * goes again under the same name, with the same link.
 */
export const envoyerActivation = job(
  'envoyer-activation',
  z.object({ lien: z.uuid() }),
  async (ctx, { lien: id }) => {
    const lien = await ctx.commun
      .selectFrom('lienCompte')
      .selectAll()
      .where('id', '=', id)
      .where('territoire', '=', ctx.territoire.code)
      .where('fin', 'is', null)
      .where('envoyeLe', 'is', null)
      .executeTakeFirst()
    if (!lien) return
    if (!lienParCourriel())
      throw new Refusal(
        'conflict',
        'courriel-sans-serveur',
        'Aucun serveur de courriel n’est réglé, ou l’adresse de Filrouge manque. Demandez à qui tient le serveur de régler FILROUGE_SMTP, FILROUGE_EXPEDITEUR et FILROUGE_ADRESSE, puis relancez.',
      )
    const hours = await parametre(ctx, 'compte.lien-heures')
    const expireLe = Temporal.Instant.from(ctx.now).add({ hours }).toString()
    await ctx.commun.updateTable('lienCompte').set({ expireLe }).where('id', '=', id).execute()
    await envoyerLienActivation({ ...lien, expireLe }, ctx.territoire.nom, ctx.fuseau)
    await ctx.commun.updateTable('lienCompte').set({ envoyeLe: ctx.now }).where('id', '=', id).execute()
  },
  { titre: 'Courriel à un agent : le lien qui ouvre son compte', patience: patienceDuCourriel, voisin: 'courriel' },
)
