import { z } from 'zod'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitContactPris } from './contact-pris.recits.ts'
import { MESSAGES_CONTACT } from './contact-pris.ts'

/** Takes back a contact written by mistake: it counts no more, and what it had answered is due again (rule A10). */
export const annulerContact = useCase(
  {
    route: 'POST /personnes/:personneId/contacts/:contactId/annulation',
    summary: 'Annuler un contact noté par erreur',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid(), contactId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { personneId, contactId }) => {
    await verrouillerPersonne(ctx, personneId)
    const contact = await ctx.db
      .selectFrom('priseDeContact')
      .select(['le', 'moyen', 'annuleeLe'])
      .where('id', '=', contactId)
      .where('personneId', '=', personneId)
      .executeTakeFirst()
    if (!contact) throw new Refusal('not-found', 'contact-introuvable', MESSAGES_CONTACT['contact-introuvable'])
    if (contact.annuleeLe) return { id: contactId }
    await ctx.db
      .updateTable('priseDeContact')
      .set({ annuleeLe: ctx.now, annuleePar: ctx.agent.id })
      .where('id', '=', contactId)
      .execute()
    await ctx.record({ personne: personneId }, recitContactPris, {
      avant: { contactId, le: contact.le, moyen: contact.moyen },
    })
    return { id: contactId }
  },
)
