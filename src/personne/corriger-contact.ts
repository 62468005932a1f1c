import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { exigerVus, Vus } from '../territoire/vu.queries.ts'
import { Contact, fautesContact, SaisieContact } from './contact.ts'
import { noterDonnees } from './donnees/donnee.queries.ts'
import { recitContact, recitDonnees } from './personne.recits.ts'
import { verrouillerPersonne } from './verrou.queries.ts'

/**
 * Keeps the contacts a person gave to an agent, with their agreement to be reached that way (C1, E6). The source becomes
 * 'agent', which no flow overwrites. Sent again the same day with the same contacts: nothing more happens.
 */
export const corrigerContact = useCase(
  {
    route: 'PUT /personnes/:personneId/contact',
    summary: 'Corriger les coordonnées d’une personne',
    permission: 'contact.corriger',
    input: SaisieContact.extend({ personneId: z.uuid(), vu: Vus }),
    output: Contact,
  },
  async (ctx, { personneId, vu, ...saisie }) => {
    const fautes = fautesContact(saisie)
    if (fautes.length) {
      throw new Refusal(
        'invalid',
        'accord-sans-coordonnee',
        'Un accord est noté sans la coordonnée qu’il concerne.',
        fautes,
      )
    }
    await verrouillerPersonne(ctx, personneId)
    const avant: Contact = await ctx.db
      .selectFrom('personne')
      .select(['telephone', 'telephoneAccord', 'courriel', 'courrielAccord'])
      .select(['contactSource as source', 'contactLe as le'])
      .where('id', '=', personneId)
      .executeTakeFirstOrThrow()
    const apres = {
      ...saisie,
      telephoneAccord: saisie.telephone === null ? null : saisie.telephoneAccord,
      courrielAccord: saisie.courriel === null ? null : saisie.courrielAccord,
      source: 'agent',
      le: ctx.today,
    }
    const cles = Object.keys(apres) as (keyof Contact)[]
    if (cles.every(cle => avant[cle] === apres[cle])) return apres
    await exigerVus(ctx, vu, avant, { sujet: { personne: personneId }, recits: [recitContact, recitDonnees] })
    const dite = { personneId, source: 'agent', le: ctx.today } as const
    const dites = [
      { ...dite, champ: 'telephone', valeur: apres.telephone, accord: apres.telephoneAccord },
      { ...dite, champ: 'courriel', valeur: apres.courriel, accord: apres.courrielAccord },
    ] as const
    // A field left empty that was empty says nothing: the next source may fill it. Emptied, it says that there is none.
    const utiles = dites.filter(d => d.valeur !== null || avant[d.champ] !== null)
    if (utiles.length === 0) return apres
    await noterDonnees(ctx, utiles)
    await ctx.record({ personne: personneId }, recitContact, { avant, apres })
    return apres
  },
)
