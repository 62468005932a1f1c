import { z } from 'zod'
import { exigerDossierOuvert } from '../droit/accompagnable.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { recitContactPris } from './contact-pris.recits.ts'
import { ContactPris, empechementContact, MESSAGES_CONTACT } from './contact-pris.ts'

/**
 * Writes that the person was reached without an appointment (rules A4, I19): it counts as a contact of the running follow-up. `id` is
 * made by the caller: sent twice, written once. Refuses a day to come, or of more than a month
 * ago, and a closed file (rule A10).
 */
export const noterContact = useCase(
  {
    route: 'POST /personnes/:personneId/contacts',
    summary: 'Noter un contact hors rendez-vous',
    permission: 'dossier.lire',
    input: ContactPris.extend({ personneId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { id, personneId, le, moyen, note }) => {
    await verrouillerPersonne(ctx, personneId)
    const deja = await ctx.db.selectFrom('priseDeContact').select('personneId').where('id', '=', id).executeTakeFirst()
    if (deja && deja.personneId !== personneId) throw refus('identifiant-pris')
    if (deja) return { id }
    await exigerDossierOuvert(ctx, personneId)
    const motif = empechementContact(le, ctx.today)
    if (motif)
      throw new Refusal('invalid', motif, MESSAGES_CONTACT[motif], [{ champ: 'le', message: MESSAGES_CONTACT[motif] }])
    await ctx.db
      .insertInto('priseDeContact')
      .values({ id, personneId, le, moyen, note, par: ctx.agent.id, saisiLe: ctx.now })
      .execute()
    await ctx.record({ personne: personneId }, recitContactPris, { apres: { contactId: id, le, moyen } })
    return { id }
  },
)

const refus = (code: keyof typeof MESSAGES_CONTACT) => new Refusal('conflict', code, MESSAGES_CONTACT[code])
