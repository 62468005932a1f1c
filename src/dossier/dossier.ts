import { z } from 'zod'
import { Moyen } from '../accompagnement/contact-pris.ts'
import { SanctionLue } from '../droit/caisse/sanction.ts'
import { Contact } from '../personne/contact.ts'
import { DonneesDuChamp } from '../personne/donnees/donnee.ts'
import { MOTIFS_NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { AFaire } from './a-faire.ts'

/** Days are YYYY-MM-DD, instants ISO; names are those of agents unless said otherwise. */
const Jour = z.string()
const Instant = z.string()

/** An event in words, as the timeline tells it. */
export const LigneDuFil = z.object({
  id: z.number(),
  le: Instant,
  saisiLe: Instant,
  titre: z.string(),
  detail: z.string().nullable(),
  par: z.string(),
})

const Membre = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  dateNaissance: Jour,
  sexe: z.string(),
  role: z.string(),
  aCharge: z.boolean(),
})

const Foyer = z.object({
  id: z.uuid(),
  role: z.string(),
  activite: z.string().nullable(),
  activiteDepuis: Jour.nullable(),
  organisme: z.string(),
  numeroOrganisme: z.string(),
  matricule: z.string(),
  /** It is a NIR, shown by its end: reading it whole is asked for. */
  matriculeNir: z.boolean(),
  numeroDemandeRsa: z.string(),
  dateDemande: Jour,
  situationFamiliale: z.string(),
  situationFamilialeDepuis: Jour.nullable(),
  sansDomicileFixe: z.boolean(),
  adresse: z.array(z.string()),
  /** Only the commune is given: somebody of the household asked that the street be kept to themselves. */
  adresseMasquee: z.boolean(),
  commune: z.string().nullable(),
  adresseDepuis: Jour.nullable(),
  present: z.boolean(),
  source: z.string(),
  le: Jour,
  autres: z.array(Membre),
})

/** An appointment whose outcome isn't known: it is to come, or to be concluded. */
const Attendu = z.object({ id: z.uuid(), objet: z.string(), debut: Instant, agent: z.string() })
const Orientation = z.object({ dominante: z.string(), structure: z.string(), debut: Jour, notifieeLe: Jour.nullable() })
const Suivi = z.object({
  referent: z.string(),
  telephone: z.string().nullable(),
  coReferent: z.string().nullable(),
  debut: Jour,
  veilleDepuis: Jour.nullable(),
})

/** The first screen of a person's file: who, where they stand, what is due, what changed, what was agreed. Its tabs are read apart. */
export const Dossier = z.object({
  /** The person's id: another than the one asked for when that file was merged into this one. */
  id: z.uuid(),
  /** Why the person may not be called, diagnosed, oriented, entrusted to anybody; null when they may. */
  nonAccompagnee: z.enum(MOTIFS_NON_ACCOMPAGNEE).nullable(),
  aujourdhui: Jour,
  maintenant: Instant,
  identite: z.object({
    qualite: z.string().nullable(),
    nom: z.string(),
    nomNaissance: z.string(),
    prenom: z.string(),
    sexe: z.string(),
    dateNaissance: Jour,
    precisionNaissance: z.string().nullable(),
    communeNaissance: z.string().nullable(),
    nirConnu: z.boolean(),
    nirCertifie: z.boolean(),
    identifiantFranceTravail: z.string().nullable(),
    source: z.string(),
    le: Jour,
  }),
  contact: Contact,
  /** Contacts of files merged into this one that say something else (E6: a conflict is shown). */
  autresContacts: z.array(Contact),
  /** What each source says, for the fields that several sources, or another than the flow, spoke of. */
  donnees: z.array(DonneesDuChamp),
  foyers: z.array(Foyer),
  /** The last period of right, in words. */
  droit: z.object({ phrase: z.string(), ton: z.enum(['done', 'soon', 'late', 'waiting']) }).nullable(),
  /** A sanction that the fund applies today or is about to, in words. */
  sanction: SanctionLue.pick({ phrase: true, quand: true, ton: true, source: true, le: true }).nullable(),
  /** What France Travail says and one must know at once: what runs, begins or ends. `le`: day of the file that says it. */
  franceTravail: z.object({ phrases: z.array(z.string()), le: Jour.nullable() }).nullable(),
  fil: z.array(
    z.object({
      cle: z.string(),
      titre: z.string(),
      etat: z.enum(['fait', 'en-cours', 'a-venir']),
      le: Jour.nullable(),
      avant: Jour.nullable(),
    }),
  ),
  aFaire: z.array(AFaire),
  /** Notes of hand-over to be read by the reader, who follows the person now: before anything else. */
  relaisALire: z.array(z.object({ suiviId: z.uuid(), texte: z.string(), le: Jour, par: z.string() })),
  /** The first one first. */
  attendus: z.array(Attendu),
  orientation: Orientation.nullable(),
  suivi: Suivi.nullable(),
  /** What the last ones wrote for who meets the person next. */
  convenu: z.object({
    /** By who handed the person over to the present référent; `apres`: who followed until then. */
    relais: z.object({ texte: z.string(), le: Jour, par: z.string(), apres: z.string() }).nullable(),
    contact: z.object({ texte: z.string(), le: Jour, moyen: Moyen, par: z.string() }).nullable(),
  }),
  /** What others did since the reader last opened this file, the last first; `visite` null: they never did, and nothing is news. */
  depuis: z.object({ visite: Instant.nullable(), total: z.int(), lignes: z.array(LigneDuFil) }),
  /** A pair to decide that names this person. */
  doublonId: z.uuid().nullable(),
  /** The reader followed this person until `depuis`, and reads what was there then, until `jusquau`; null in scope. */
  lectureApres: z.object({ depuis: Jour, jusquau: Jour }).nullable(),
})
export type Dossier = z.infer<typeof Dossier>
