import type { Dominante } from '../offre/dominante.ts'
import type { Voie } from './envoi.ts'

/** What the letter of an orientation says. */
export type DonneesNotification = {
  dominante: Dominante
  /** First period, in months (rule A3). */
  mois: number
  structure: { nom: string; adresse: string | null; telephone: string | null; courriel: string | null }
  /** Null: the structure will name the référent. */
  referent: { nom: string; telephone: string | null; courriel: string | null } | null
  coReferent: string | null
  decideeLe: string
  /**
   * « avec l’aide d’un calcul » (CRPA L311-3-1, R311-3-1-1): null when no computation helped. `raison`: that of the rule, as one tells
   * it in an envelope that anybody may open; the rest is given to the person who asks.
   */
  calcul: { proposition: Dominante; raison: string | null; suivie: boolean } | null
  motif: string | null
  /**
   * An orientation ran before: what is told of why it changes, null when nothing is; where the person was followed, and by whom. Null for
   * a first orientation.
   */
  change: { pourquoi: string | null; structure: string; referent: string | null } | null
  /** Day from which it runs, YYYY-MM-DD. */
  depuis: string
  /** Appointments called off with what it ends, ISO instants: one letter says all. */
  rendezVousAnnules: readonly string[]
  /** Those that pass to the référent at the same hour. `debut`: ISO instant; `lieu`: null unless it changes. */
  rendezVousPasses: readonly { debut: string; lieu: string | null; surPlace: boolean }[]
}

/** What the letter says that names a new référent, the orientation being the same. */
export type DonneesNouveauReferent = Pick<
  DonneesNotification,
  'structure' | 'coReferent' | 'dominante' | 'rendezVousPasses'
> & {
  referent: NonNullable<DonneesNotification['referent']>
  /** Day from which they follow the person, YYYY-MM-DD. */
  depuis: string
  /** Who followed until then; null: nobody yet. */
  ancien: string | null
  /** Appointments to come that stay with who followed until then, ISO instants. */
  rendezVousGardes: readonly string[]
  /** Appointments called off as they leave, ISO instants: one letter says all. */
  rendezVousAnnules: readonly string[]
}

/** What a person who asks gets of the computation (CRPA R311-3-1-2): it tells of their health and of their life. */
export type DonneesExplication = {
  decideeLe: string
  dominante: Dominante
  proposition: Dominante
  /** The rules used: their version, the text they come from. */
  version: number
  texte: string
  reponses: { libelle: string; valeur: string; pese: string }[]
  /** Where they come from. */
  sources: string[]
  /** In the order they are tried. */
  regles: { phrase: string; vers: Dominante | null; appliquee: boolean }[]
  seuils: { libelle: string; valeur: number }[]
  ceQuiChangerait: string[]
}

/** What a convocation says. `debut`: ISO instant. */
export type DonneesConvocation = {
  objet: 'diagnostic' | 'suivi' | 'bilan'
  modalite: 'individuel' | 'conjoint' | 'collectif' | 'telephone' | 'visio' | 'domicile'
  debut: string
  dureeMinutes: number
  lieu: string | null
  agent: string
  telephone: string | null
  /** Languages in which somebody will interpret, because it was planned; « en langue des signes » included. */
  interpretes: readonly string[]
}

/** What the letter says that takes back a decision the person was told of (rule A10), and what holds from now on. */
export type DonneesAnnulation = {
  /** `rendez-vous`: nothing was decided by mistake, appointments are called off as the référent changes. */
  quoi: 'orientation' | 'referent' | 'rendez-vous'
  /** Day on which the person was told of what is cancelled, YYYY-MM-DD; null when they weren't: only the appointments are told. */
  prevenueLe: string | null
  /** The structure, or the référent, that the first letter named. */
  nomme: string
  /** Appointments called off with it, ISO instants: nothing else tells the person not to come. */
  rendezVousAnnules: readonly string[]
  /** What holds: null when nothing is decided. */
  dominante: Dominante | null
  structure: DonneesNotification['structure'] | null
  referent: DonneesNotification['referent']
  /** Who cancelled: whom to call when nobody follows the person. */
  appeler: { nom: string; telephone: string | null } | null
}

/** What the letter says that tells of a closing (rule A10): the reason stays in the file, an envelope is opened by anybody. */
export type DonneesCloture = {
  /** YYYY-MM-DD. */
  le: string
  /** ISO instants: nothing else tells the person not to come. */
  rendezVousAnnules: readonly string[]
  /** Who closed: whom to call. */
  appeler: { nom: string; telephone: string | null } | null
}

/** What the letter says that takes back the one of a closing, once the file is open again (rule A10), and what holds from now on. */
export type DonneesReouverture = Pick<DonneesAnnulation, 'dominante' | 'structure' | 'referent' | 'appeler'> & {
  /** Day of the letter of closing, YYYY-MM-DD. */
  prevenueLe: string
  /** How many appointments the closing called off: they don't come back by themselves. */
  annules: number
}

/** A letter to make: its template, whom it is for, how it reaches them, and what it says. */
export type Courrier = { voie: Voie } & (
  | { modele: 'notification-orientation'; personneId: string; orientationId: string; donnees: DonneesNotification }
  | { modele: 'nouveau-referent'; personneId: string; accompagnementId: string; donnees: DonneesNouveauReferent }
  | {
      modele: 'annulation'
      personneId: string
      orientationAnnuleeId?: string
      accompagnementAnnuleId?: string
      donnees: DonneesAnnulation
    }
  | { modele: 'explication-calcul'; id: string; personneId: string; donnees: DonneesExplication }
  | { modele: 'cloture'; personneId: string; clotureId: string; donnees: DonneesCloture }
  | { modele: 'reouverture'; personneId: string; donnees: DonneesReouverture }
  | { modele: 'convocation'; personneId: string; rendezVousId: string; donnees: DonneesConvocation }
)

export const MODELES = {
  'notification-orientation': 'Notification d’orientation',
  'nouveau-referent': 'Nouveau référent',
  annulation: 'Annulation d’une décision',
  cloture: 'Clôture du dossier',
  'explication-calcul': 'Détail du calcul d’orientation',
  reouverture: 'Réouverture du dossier',
  convocation: 'Convocation',
} as const

/** What a letter is called: one that takes back no decision only calls appointments off. */
export const titreDeLettre = (modele: string, annuleUneDecision: boolean): string =>
  modele === 'annulation' && !annuleUneDecision
    ? 'Annulation de rendez-vous'
    : Object.hasOwn(MODELES, modele)
      ? MODELES[modele as keyof typeof MODELES]
      : 'Lettre'
