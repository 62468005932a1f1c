import { z } from 'zod'
import { CourrielFacultatif } from '../lecture/courriel.ts'
import { TelephoneFacultatif } from '../lecture/telephone-facultatif.ts'
import type { Faute } from '../socle/saisie/faute.ts'

/** Contacts as an agent types them; an agreement without what it is about means nothing. */
export const SaisieContact = z.object({
  telephone: TelephoneFacultatif,
  telephoneAccord: z.boolean(),
  courriel: CourrielFacultatif,
  courrielAccord: z.boolean(),
})
export type SaisieContact = z.output<typeof SaisieContact>

/** Contacts as kept: who gave them (`source`) and the day (YYYY-MM-DD). */
export const Contact = z.object({
  telephone: z.string().nullable(),
  telephoneAccord: z.boolean().nullable(),
  courriel: z.string().nullable(),
  courrielAccord: z.boolean().nullable(),
  source: z.string().nullable(),
  le: z.string().nullable(),
})
export type Contact = z.infer<typeof Contact>

/** What is wrong between the fields, or nothing: an agreement to be contacted needs the number or the address (rule C1). */
export function fautesContact(saisie: Partial<SaisieContact>): Faute[] {
  const fautes: Faute[] = []
  if (saisie.telephoneAccord && saisie.telephone === null) {
    fautes.push({ champ: 'telephoneAccord', message: 'Écrivez le numéro pour lequel la personne a donné son accord.' })
  }
  if (saisie.courrielAccord && saisie.courriel === null) {
    fautes.push({ champ: 'courrielAccord', message: 'Écrivez l’adresse pour laquelle la personne a donné son accord.' })
  }
  return fautes
}

type ContactDate = { telephone: string | null; source: string | null; le: string | null }

/**
 * Whether the telephone is to be asked or confirmed (E6): two files merged into one may say two numbers, and the one that
 * isn't kept may be the newer. An agent's correction of the same day settles it.
 */
export function telephoneAConfirmer(
  contact: ContactDate,
  autres: readonly ContactDate[],
): 'present' | 'absent' | 'divergent' {
  const contredit = autres.some(autre => {
    if (autre.telephone === null || autre.telephone === contact.telephone) return false
    const [le, autreLe] = [contact.le ?? '', autre.le ?? '']
    return autreLe > le || (autreLe === le && contact.source !== 'agent')
  })
  if (contact.telephone === null) return contredit ? 'divergent' : 'absent'
  return contredit ? 'divergent' : 'present'
}
