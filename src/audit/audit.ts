import { z } from 'zod'
import { type Dite, motDit } from '../agent/habitude/motifs.ts'
import { jour } from '../socle/saisie/faute.ts'

/** What was read, as `consultation.quoi` says it, in the words of the screens. A test holds it against what the product records. */
export const PARTIES = {
  dossier: 'Le dossier',
  fil: 'Le fil du dossier',
  parcours: 'Le parcours',
  'rendez-vous': 'Les rendez-vous',
  contacts: 'Les contacts hors rendez-vous',
  droits: 'Les droits au RSA',
  finances: 'Les sommes dues et versées',
  'france-travail': 'Le suivi de France Travail',
  documents: 'La liste des documents et lettres',
  lectures: 'La liste de qui a lu le dossier',
  diagnostic: 'Le diagnostic',
  orientation: 'La proposition d’orientation',
  'groupe-suivi': 'Le groupe de suivi',
  champ: 'Un champ du dossier (co-intervenant)',
  accueil: 'La carte de l’accueil',
  nir: 'Le numéro de sécurité sociale',
  'recherche-nir': 'Une recherche par numéro de sécurité sociale',
  adresse: 'L’adresse confidentielle',
  precautions: 'Les précautions à prendre',
  'numero-partage': 'Son nom, sur le dossier de qui a le même numéro',
  courrier: 'Un courrier (PDF)',
  convocation: 'Une convocation (PDF)',
  document: 'Un document déposé',
  import: 'Les lignes d’un fichier reçu',
  'nouveaux-entrants': 'La liste des nouveaux entrants',
  conflits: 'La liste des désaccords entre sources',
  doublon: 'Un dossier peut-être en double',
  donnees: 'Les données remises à la personne (export)',
  archive: 'Le dossier archivé',
  archives: 'La recherche aux archives',
  conservation: 'La liste des dossiers au terme de leur conservation',
  audit: 'Le journal des lectures (contrôle)',
  export: 'Une liste exportée',
} as const
/** A look into the journal: of the person, it shows only who they are. */
export const CONTROLE = 'audit' satisfies keyof typeof PARTIES
export const NOMS_PARTIES = Object.keys(PARTIES) as [Partie, ...Partie[]]
export type Partie = keyof typeof PARTIES

/** Those that leave the product: a file opened or saved outside. */
export const PARTIES_SORTIES = ['courrier', 'convocation', 'document', 'donnees'] as const satisfies readonly Partie[]

/** Those that show some words of many persons, whose files stay closed: a day of them is no day of files opened. */
export const PARTIES_DE_LISTE = [
  'import',
  'nouveaux-entrants',
  'conflits',
  'doublon',
  'conservation',
  'archives',
  'recherche-nir',
  'numero-partage',
  'audit',
  'export',
] as const satisfies readonly Partie[]

/** Why the file was open to the reader at that moment, as `consultation.relation` says it. */
const RAISONS: Readonly<Record<string, string>> = {
  territoire: 'Son rôle ouvre tout le territoire',
  secteur: 'La personne habitait son secteur',
  referent: 'Référent de la personne',
  second: 'Second référent de la personne',
  'rendez-vous': 'Rendez-vous avec la personne',
  'groupe-suivi': 'Membre du groupe de suivi',
  'suivi-structure': 'Personne suivie dans sa structure',
  'orientation-structure': 'Personne orientée vers sa structure',
  'ancien-referent': 'Ancien référent, dans le délai qui lui laisse la lecture',
  ouverture: 'Hors de ses personnes habituelles, pour une raison dite avant d’ouvrir',
  'ouverture-foyer': 'Hors de ses personnes habituelles, pour une raison dite d’une personne du même foyer',
}

/** Readings that come from a task of a role that follows nobody. */
const TACHES: Readonly<Record<string, string>> = {
  import: 'Traitement d’un fichier reçu',
  archive: 'Dossier archivé, ouvert pour une raison dite dans son fil',
  archives: 'Recherche d’un dossier archivé',
  conservation: 'Contrôle des durées de conservation',
  export: 'Journal des lectures exporté pour un contrôle',
}

/** The reason in words, as it was said where one was. None is ever guessed: what wasn't kept is said to be unknown. */
export function raison(relation: string | null, quoi: string, dite: Dite | null): string {
  if (dite) return `Hors de ses personnes habituelles, a dit\u00a0: «\u00a0${motDit(dite)}\u00a0»`
  if (quoi === CONTROLE) return 'Contrôle par le délégué à la protection des données'
  if (relation === null) return 'Relation inconnue aujourd’hui'
  if (relation === 'aucune') return TACHES[quoi] ?? 'Aucune relation avec la personne'
  return RAISONS[relation] ?? 'Relation inconnue aujourd’hui'
}

/** What the reading of who didn't follow them is told of to the person who asks. */
const HORS_SUIVI = `Vous n’êtes pas une des personnes que cet agent suit\u00a0; `
const A_LA_PERSONNE: Readonly<Record<string, string>> = {
  ouverture: `${HORS_SUIVI}une raison a été donnée avant d’ouvrir`,
  'ouverture-foyer': `${HORS_SUIVI}une raison avait été donnée pour quelqu’un de votre foyer`,
}

/** The same reason, in words said to the person whose file it is. */
export function raisonPourElle(relation: string | null, quoi: string, dite: Dite | null): string {
  if (dite) return `${HORS_SUIVI}raison donnée avant d’ouvrir\u00a0: «\u00a0${motDit(dite)}\u00a0»`
  return A_LA_PERSONNE[relation ?? ''] ?? raison(relation, quoi, null)
}

export const partie = (quoi: string): string =>
  Object.hasOwn(PARTIES, quoi) ? PARTIES[quoi as Partie] : `Autre (${quoi})`

const Jour = z.iso.date()

/** Which readings: by whom, of whom, when (days in the territory, both included), of what. */
export const Filtre = z.object({
  agent: z.uuid().optional(),
  personne: z.uuid().optional(),
  du: Jour.optional(),
  au: Jour.optional(),
  quoi: z.enum(NOMS_PARTIES).optional(),
  /** The number of an export: who was in it. */
  export: z.coerce.number().int().positive().optional(),
})
export type Filtre = z.infer<typeof Filtre>

export const Periode = z.object({ du: Jour, au: Jour })

export const Ecart = z.enum(['volume', 'propre', 'plafond', 'noms', 'hors-horaires', 'nir'])
export const Unite = z.enum(['jour', 'semaine'])

/** Who asks, as they say it of themselves. */
export const RecherchePersonne = z.object({
  nom: z.string().trim().min(1, 'Écrivez le nom de famille, en entier.').max(100),
  naissance: jour('Écrivez la date de naissance, par exemple 12/4/1985.'),
})
