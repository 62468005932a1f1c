import { z } from 'zod'
import { Fiche } from '../personne/fiche.ts'
import { MOTIFS_NON_ACCOMPAGNEE } from '../personne/foyer.ts'

/** What the reception desk sees of a person: who, how to reach them, what is next, who follows them. Nothing else of the file. */
export const RendezVousCarte = z.object({
  id: z.uuid(),
  debut: z.string(),
  dureeMinutes: z.number(),
  objet: z.enum(['diagnostic', 'suivi', 'bilan']),
  modalite: z.string(),
  lieu: z.string().nullable(),
  agentId: z.uuid(),
  agent: z.string(),
  /** The person was called by post: the letter can be printed again. */
  lettre: z.boolean(),
})
export const Carte = Fiche.extend({
  /** Who answers for the person: the référent, else the structure they were oriented to. */
  suivi: z
    .object({
      referentId: z.uuid().nullable(),
      referent: z.string().nullable(),
      structure: z.string(),
      telephone: z.string().nullable(),
    })
    .nullable(),
  /** Appointments to come, and those of today that wait for their outcome, in order. */
  rendezVous: z.array(RendezVousCarte),
  /** The first appointment that nobody has booked yet, with its last day (YYYY-MM-DD, rule C1); null when none is due. */
  aPrendre: z.object({ avant: z.string() }).nullable(),
  /** Null when the person may be booked; else why not, and the adults of the household who may be, in scope. */
  nonAccompagnee: z
    .object({
      motif: z.enum(MOTIFS_NON_ACCOMPAGNEE),
      adultes: z.array(z.object({ id: z.uuid(), nom: z.string(), prenom: z.string() })),
    })
    .nullable(),
  aujourdhui: z.string(),
})
export type Carte = z.infer<typeof Carte>

export const PersonneReconnue = z.object({
  id: z.uuid(),
  nom: z.string(),
  nomNaissance: z.string(),
  prenom: z.string(),
  dateNaissance: z.string(),
  commune: z.string().nullable(),
  /** What else tells them apart, when another one has the same name, birth date and commune: no more is shown of anybody else. */
  indices: z.object({ finTelephone: z.string().nullable(), suiviPar: z.string().nullable() }).nullable(),
})
export type PersonneReconnue = z.infer<typeof PersonneReconnue>
