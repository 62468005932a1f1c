import { z } from 'zod'
import { Moyen } from '../accompagnement/contact-pris.ts'
import { Contact } from '../personne/contact.ts'
import { DonneesDuChamp } from '../personne/donnees/donnee.ts'
import { MOTIFS_NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { Issue } from '../rendez-vous/rendez-vous.ts'
import { AFaire } from './a-faire.ts'

/** Days are YYYY-MM-DD, instants ISO; names are those of agents unless said otherwise. */
const Jour = z.string()
const Instant = z.string()

export const Membre = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  dateNaissance: Jour,
  sexe: z.string(),
  role: z.string(),
  aCharge: z.boolean(),
})

export const FoyerDuDossier = z.object({
  id: z.uuid(),
  role: z.string(),
  activite: z.string().nullable(),
  activiteDepuis: Jour.nullable(),
  organisme: z.string(),
  numeroOrganisme: z.string(),
  matricule: z.string(),
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

export const LigneDuFil = z.object({
  id: z.number(),
  le: Instant,
  saisiLe: Instant,
  titre: z.string(),
  detail: z.string().nullable(),
  par: z.string(),
})
/** A page of the timeline, newest first; `suite` asks for the next one, null at the end. */
export const PageDuFil = z.object({ lignes: z.array(LigneDuFil), suite: z.number().nullable() })

export const RendezVousDuDossier = z.object({
  id: z.uuid(),
  objet: z.string(),
  modalite: z.string(),
  debut: Instant,
  dureeMinutes: z.number(),
  lieu: z.string().nullable(),
  convocation: z.string(),
  convoqueLe: Jour,
  issue: Issue.nullable(),
  agentId: z.uuid(),
  agent: z.string(),
})
export const ContactDuDossier = z.object({
  id: z.uuid(),
  le: Jour,
  moyen: Moyen,
  note: z.string().nullable(),
  par: z.string(),
})
export const DiagnosticDuDossier = z.object({
  id: z.uuid(),
  version: z.number(),
  etabliLe: Jour,
  etabliPar: z.string(),
  conjoint: z.boolean(),
  synthese: z.string().nullable(),
})
export const OrientationDuDossier = z.object({
  id: z.uuid(),
  dominante: z.string(),
  structure: z.string(),
  structureTelephone: z.string().nullable(),
  accompagnementGlobal: z.boolean(),
  motif: z.string().nullable(),
  origine: z.string(),
  decideePar: z.string().nullable(),
  debut: Jour,
  fin: Jour.nullable(),
  notifieeLe: Jour.nullable(),
  notification: z.string().nullable(),
})
export const AccompagnementDuDossier = z.object({
  id: z.uuid(),
  referent: z.string(),
  telephone: z.string().nullable(),
  courriel: z.string(),
  coReferent: z.string().nullable(),
  /** What was handed over when it ended. */
  relais: z.string().nullable(),
  structure: z.string(),
  debut: Jour,
  fin: Jour.nullable(),
  veilleDepuis: Jour.nullable(),
})

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
  foyers: z.array(FoyerDuDossier),
  frise: z.object({
    mois: z.array(z.object({ cle: z.string(), gauche: z.number() })),
    lignes: z.array(
      z.object({
        foyer: z.string(),
        bandes: z.array(
          z.object({
            phrase: z.string(),
            ton: z.enum(['done', 'soon', 'late', 'waiting']),
            debut: Jour,
            fin: Jour.nullable(),
            depuis: Jour.nullable(),
            place: z.object({ gauche: z.number(), largeur: z.number() }).nullable(),
          }),
        ),
      }),
    ),
  }),
  entree: z
    .object({
      motif: z.string(),
      recuLe: Jour,
      orienteLe: Jour.nullable(),
      closeLe: Jour.nullable(),
      /** Day the right opened; the convocation's delay runs from it or from the reception, as the territory says (C1). */
      ouvertLe: Jour,
      departConvocation: z.enum(['reception', 'ouverture']),
      convocationReception: Jour,
      convocationOuverture: Jour,
      echeanceJours: Jour,
      echeanceMois: Jour,
      relaisFranceTravail: Jour,
    })
    .nullable(),
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
  rendezVous: z.array(RendezVousDuDossier),
  /** When the person was reached without an appointment, the last first. */
  contacts: z.array(ContactDuDossier),
  diagnostics: z.array(DiagnosticDuDossier),
  orientations: z.array(OrientationDuDossier),
  accompagnements: z.array(AccompagnementDuDossier),
  courriers: z.array(
    z.object({
      id: z.uuid(),
      modele: z.string(),
      editeLe: Instant,
      editePar: z.string().nullable(),
      exemplaires: z.int(),
    }),
  ),
  evenements: PageDuFil,
  /** Who opened this file: one line by agent, role and day, last first. */
  lectures: z.array(z.object({ agent: z.string(), role: z.string(), le: Instant, fois: z.number() })),
  /** A pair to decide that names this person. */
  doublonId: z.uuid().nullable(),
  /** The reader followed this person until `depuis`, and reads what was there then, until `jusquau`; null in scope. */
  lectureApres: z.object({ depuis: Jour, jusquau: Jour }).nullable(),
})
export type Dossier = z.infer<typeof Dossier>
