import { z } from 'zod'
import { texteFacultatif } from '../socle/saisie/faute.ts'
import { CONVOCATIONS, cles, MODALITES, OBJETS } from './rendez-vous.ts'

// Apart from the words and the rules, which lists show: a list loads no schema, nor Zod with it.

/** Start of an appointment: hour of the territory (`2025-03-12T09:30`), or an instant with its offset. */
export const Debut = z.iso.datetime({
  local: true,
  offset: true,
  error: ({ input }) =>
    input
      ? 'Indiquez le jour et l’heure, par exemple 2025-03-12T09:30.'
      : 'Choisissez un créneau, ou un jour et une heure.',
})

const LIEU_MAX = 200

/** Everything about an appointment but who comes. */
export const Modele = z.object({
  agentId: z.uuid({ error: 'Choisissez qui reçoit.' }),
  objet: z.enum(cles(OBJETS)).default('diagnostic'),
  modalite: z.enum(cles(MODALITES)).default('individuel'),
  debut: Debut,
  dureeMinutes: z
    .int()
    .min(10, { error: 'Un rendez-vous dure 10 minutes au moins.' })
    .max(480, { error: 'Un rendez-vous dure 8 heures au plus.' })
    .default(45),
  lieu: texteFacultatif(LIEU_MAX).default(null),
  convocation: z.enum(cles(CONVOCATIONS)).default('courrier'),
  /** Somebody who interprets is planned: asked for when the person needs one. */
  interpretePrevu: z.boolean().default(false),
  /** An hour outside those at which the person can come, settled with them. */
  horairesConfirmes: z.boolean().default(false),
})

/** What is chosen of an appointment; what it is for comes from where it is booked. */
export const Prise = Modele.omit({ objet: true })
