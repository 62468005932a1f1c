import { z } from 'zod'
import { Contact } from './contact.ts'

/** Who a person is and how to reach them: what a role that doesn't open the file may know. `dateNaissance`: YYYY-MM-DD. */
export const Fiche = z.object({
  id: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  sexe: z.string(),
  dateNaissance: z.string(),
  commune: z.string().nullable(),
  contact: Contact.omit({ source: true, le: true }),
})
