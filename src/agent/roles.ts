import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** What ties an agent to a person (domaine.md §8); perimetre.ts says each in SQL, with its end. */
export type Relation =
  | 'secteur'
  | 'referent'
  | 'second'
  | 'rendez-vous'
  | 'groupe-suivi'
  | 'suivi-structure'
  | 'orientation-structure'

type TraitsDeRole = {
  libelle: string
  permissions: readonly Permission[]
  /** Those that open a person to the role; none: it sees nobody. */
  relations: readonly Relation[]
  /** Those that leave a reading of the file for a while after they end (acces.ancien-referent-jours). */
  lectureApres: readonly ('referent' | 'second')[]
  /** How much of a person it is shown: the file, one field of it, the card of the reception desk. */
  voit: 'dossier' | 'champ' | 'carte' | null
  /** It is held in a structure: the scope comes from there. */
  structure: boolean
  /** It may be held on some communes only. */
  secteur: boolean
  /** Whose persons its portfolio holds. Who has their own may be designated référent, up to a cap (rules A1, A2). */
  portefeuille: 'le-sien' | 'equipe' | null
  /** Where the lists it brings may write: on the persons it sees, or on anybody. */
  listes: 'perimetre' | 'territoire' | null
  /** Words by which the lists of professionals name it, and who may get it from one: whoever, or who has no account yet. */
  parListe: { mots: readonly string[]; pour: 'tous' | 'sans-compte' } | null
  /** Its screens in the order of its day; the first one is where it begins. */
  rail: readonly string[]
  /** What its page « Aujourd’hui » shows, most urgent first: keys of `src/jours.ts`. None: its day is another screen. */
  jour: readonly string[]
}

/**
 * The roles (domaine.md §1): what each may do, whom it sees and by which relation, what it finds on its screen. The server, the SQL
 * and the shell read this table; no role is named elsewhere.
 */
const TABLE = {
  'charge-orientation': {
    libelle: 'Chargé d’orientation',
    permissions: [
      'entree.lire',
      'personne.chercher',
      'dossier.lire',
      'finances.lire',
      'dossier.porter',
      'document.deposer',
      'contact.corriger',
      'precaution.lire',
      'rendez-vous.prendre',
      'rendez-vous.gerer',
      'diagnostic.etablir',
      'orientation.decider',
      'dossier.clore',
      'dossier.rouvrir',
      'referent.designer',
      'groupe-suivi.composer',
      'pilotage.lire',
      'pilotage.nommer',
      'definition.comparer',
      'doublon.decider',
      'conflit.lire',
      'conflit.trancher',
      'structure.lire',
      'import.deposer',
      'import.gerer',
      'import.comparer',
      'export.recherche',
      'export.jour',
      'export.indicateur',
      'export.chiffres',
    ],
    relations: ['secteur'],
    lectureApres: [],
    voit: 'dossier',
    structure: false,
    secteur: true,
    portefeuille: null,
    listes: 'perimetre',
    parListe: { mots: ['charge d orientation', 'chargee d orientation', 'charge orientation'], pour: 'sans-compte' },
    rail: ['/aujourdhui', '/personnes', '/rendez-vous', '/pilotage', '/imports'],
    jour: ['confiees', 'entrees', 'flux-a-confirmer', 'lignes-a-decider', 'ouvertures-a-expliquer'],
  },
  referent: {
    libelle: 'Référent unique',
    permissions: [
      'personne.chercher',
      'dossier.lire',
      'finances.lire',
      'dossier.porter',
      'relais.lire',
      'document.deposer',
      'contact.corriger',
      'precaution.lire',
      'rendez-vous.prendre',
      'rendez-vous.gerer',
      'diagnostic.etablir',
      'dossier.clore',
      'portefeuille.lire',
      'groupe-suivi.composer',
      'conflit.trancher',
      'structure.lire',
      'export.portefeuille',
    ],
    relations: ['referent', 'second', 'rendez-vous'],
    lectureApres: ['referent', 'second'],
    voit: 'dossier',
    structure: true,
    secteur: false,
    portefeuille: 'le-sien',
    listes: null,
    parListe: { mots: ['referent', 'referent unique', 'accompagnateur', 'accompagnatrice'], pour: 'tous' },
    rail: ['/aujourdhui', '/portefeuille', '/personnes', '/rendez-vous'],
    jour: ['rendez-vous', 'echeances'],
  },
  'responsable-equipe': {
    libelle: 'Responsable d’équipe',
    permissions: [
      'personne.chercher',
      'dossier.lire',
      'document.deposer',
      'contact.corriger',
      'precaution.lire',
      'rendez-vous.prendre',
      'rendez-vous.gerer',
      'portefeuille.lire',
      'dossier.clore',
      'dossier.rouvrir',
      'referent.designer',
      'groupe-suivi.composer',
      'pilotage.lire',
      'pilotage.nommer',
      'definition.comparer',
      'conflit.trancher',
      'structure.lire',
      'export.recherche',
      'export.jour',
      'export.portefeuille',
      'export.indicateur',
      'export.chiffres',
    ],
    relations: ['suivi-structure', 'orientation-structure'],
    lectureApres: [],
    voit: 'dossier',
    structure: true,
    secteur: false,
    portefeuille: 'equipe',
    listes: null,
    parListe: { mots: ['responsable', 'responsable d equipe'], pour: 'sans-compte' },
    rail: ['/aujourdhui', '/portefeuille', '/personnes', '/rendez-vous', '/pilotage'],
    jour: ['remontees', 'bilans-en-retard', 'sans-referent', 'charges', 'echeances', 'rendez-vous'],
  },
  accueil: {
    libelle: 'Agent d’accueil',
    permissions: ['accueil.recevoir', 'contact.corriger', 'precaution.lire', 'rendez-vous.prendre'],
    relations: ['secteur'],
    lectureApres: [],
    voit: 'carte',
    structure: false,
    secteur: true,
    portefeuille: null,
    listes: null,
    parListe: null,
    rail: ['/accueil'],
    jour: [],
  },
  'co-intervenant': {
    libelle: 'Co-intervenant',
    permissions: ['champ.lire', 'contact.corriger', 'precaution.lire', 'rendez-vous.prendre', 'rendez-vous.gerer'],
    relations: ['groupe-suivi'],
    lectureApres: [],
    voit: 'champ',
    structure: false,
    secteur: false,
    portefeuille: null,
    listes: null,
    parListe: null,
    rail: ['/aujourdhui', '/mes-co-interventions', '/rendez-vous'],
    jour: ['rendez-vous', 'echeances', 'co-interventions'],
  },
  pilote: {
    libelle: 'Pilote',
    permissions: ['pilotage.lire', 'definition.comparer', 'export.chiffres'],
    relations: [],
    lectureApres: [],
    voit: null,
    structure: false,
    secteur: false,
    portefeuille: null,
    listes: null,
    parListe: null,
    rail: ['/aujourdhui', '/pilotage'],
    jour: ['depassements'],
  },
  administrateur: {
    libelle: 'Administrateur territorial',
    permissions: [
      'definition.comparer',
      'structure.lire',
      'import.deposer',
      'import.gerer',
      'territoire.administrer',
      'conservation.lire',
      'archive.ouvrir',
    ],
    relations: [],
    lectureApres: [],
    voit: null,
    structure: false,
    secteur: false,
    portefeuille: null,
    listes: 'territoire',
    parListe: null,
    rail: ['/aujourdhui', '/imports', '/parametres'],
    jour: ['travaux', 'flux-manquants', 'imports-a-decider', 'lignes-a-confier', 'agents', 'structures'],
  },
  dpo: {
    libelle: 'Délégué à la protection des données',
    permissions: ['lecture.auditer', 'export.journal'],
    relations: [],
    lectureApres: [],
    voit: null,
    structure: false,
    secteur: false,
    portefeuille: null,
    listes: null,
    parListe: null,
    rail: ['/aujourdhui', '/audit'],
    jour: ['lectures-inhabituelles', 'ouvertures', 'sorties'],
  },
} as const satisfies Record<string, TraitsDeRole>

export type Role = keyof typeof TABLE
export const ROLES: Record<Role, TraitsDeRole> = TABLE
export const NOMS_ROLES = Object.keys(TABLE) as [Role, ...Role[]]
export const Role = z.enum(NOMS_ROLES)
/** The traits of a role, as a session or a row of the database names it; null for what is none. */
export const traits = (role: string | null): TraitsDeRole | null =>
  role !== null && Object.hasOwn(ROLES, role) ? ROLES[role as Role] : null

/** The roles that have a trait, in the order of the table. */
export const rolesOu = (trait: (traits: TraitsDeRole) => boolean): Role[] => NOMS_ROLES.filter(r => trait(ROLES[r]))

export const rolesQui = (permission: Permission): Role[] => rolesOu(r => r.permissions.includes(permission))

/** The role of those who follow persons, and of those who lead a team of them. */
export const ROLE_DE_SUIVI = leSeul(rolesOu(r => r.portefeuille === 'le-sien'))
export const ROLE_D_EQUIPE = leSeul(rolesOu(r => r.portefeuille === 'equipe'))

function leSeul([role, autre]: Role[]): Role {
  if (!role || autre) throw new Error('one role, and only one, has this portfolio')
  return role
}
