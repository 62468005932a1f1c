import { z } from 'zod'
import { dateCourte, telephone } from '../../socle/ui/dates.ts'
import { prenomLisible } from '../noms.ts'
import { direCategorie } from './categorie-france-travail.ts'

/** Who may say something of a person (E6), in the words of screens. */
export const SOURCES = {
  agent: 'agent',
  personne: 'la personne',
  CAF: 'CAF',
  MSA: 'MSA',
  instruction: 'demande de RSA',
  'contacts-cnaf': 'contacts de la CNAF',
  'france-travail': 'France Travail',
  liste: 'liste importée',
  inconnue: 'source inconnue',
} as const
export type SourceDonnee = keyof typeof SOURCES
export const SourceDonnee = z.enum(Object.keys(SOURCES) as [SourceDonnee, ...SourceDonnee[]])

type Famille = 'identite' | 'contact' | 'parcours'
export const FAMILLES = {
  identite: 'Identité',
  contact: 'Coordonnées',
  parcours: 'Situation et parcours',
} as const satisfies Record<Famille, string>

type DefinitionChamp = {
  libelle: string
  famille: Famille
  /** Column of `personne` that shows the chosen value; without one, it is read in `donnee`. */
  colonne?: string
  /** What changes with time: the newest source is right, the others are not contradicted. */
  evolue?: true
}

/** What several sources may say of a person. */
export const CHAMPS = {
  nom: { libelle: 'Nom', famille: 'identite', colonne: 'nom' },
  'nom-naissance': { libelle: 'Nom de naissance', famille: 'identite', colonne: 'nom_naissance' },
  prenom: { libelle: 'Prénom', famille: 'identite', colonne: 'prenom' },
  'date-naissance': { libelle: 'Date de naissance', famille: 'identite', colonne: 'date_naissance' },
  'lieu-naissance': { libelle: 'Lieu de naissance', famille: 'identite' },
  'identifiant-france-travail': {
    libelle: 'Identifiant France Travail',
    famille: 'identite',
    colonne: 'identifiant_france_travail',
  },
  // Another identifier than that of a job seeker, not another value of it: they live side by side.
  'identifiant-unique-france-travail': { libelle: 'Identifiant unique France Travail', famille: 'identite' },
  // Where a list places them, until a flow brings the household and tells it itself (`place-dite.queries.ts`).
  matricule: { libelle: 'Numéro d’allocataire', famille: 'identite', evolue: true },
  'numero-demande': { libelle: 'Numéro de demande RSA', famille: 'identite', evolue: true },
  'role-foyer': { libelle: 'Rôle dans le foyer', famille: 'identite', evolue: true },
  telephone: { libelle: 'Téléphone', famille: 'contact', colonne: 'telephone' },
  courriel: { libelle: 'Courriel', famille: 'contact', colonne: 'courriel' },
  adresse: { libelle: 'Adresse', famille: 'contact' },
  'niveau-formation': { libelle: 'Niveau de formation', famille: 'parcours', evolue: true },
  diplome: { libelle: 'Diplôme', famille: 'parcours', evolue: true },
  rqth: { libelle: 'Reconnaissance de travailleur handicapé', famille: 'parcours', evolue: true },
  'situation-professionnelle': { libelle: 'Situation professionnelle', famille: 'parcours', evolue: true },
  'metier-recherche': { libelle: 'Métier recherché', famille: 'parcours', evolue: true },
  'dernier-emploi': { libelle: 'Dernier emploi', famille: 'parcours', evolue: true },
  'permis-conduire': { libelle: 'Permis de conduire', famille: 'parcours', evolue: true },
  'moyen-transport': { libelle: 'Moyen de transport', famille: 'parcours', evolue: true },
  logement: { libelle: 'Logement', famille: 'parcours', evolue: true },
  'inscription-france-travail': { libelle: 'Inscription à France Travail', famille: 'parcours', evolue: true },
  'categorie-france-travail': { libelle: 'Catégorie à France Travail', famille: 'parcours', evolue: true },
  'structure-suivi': { libelle: 'Structure qui suit', famille: 'parcours', evolue: true },
} as const satisfies Record<string, DefinitionChamp>
export type Champ = keyof typeof CHAMPS
export const Champ = z.enum(Object.keys(CHAMPS) as [Champ, ...Champ[]])

const DEFINITIONS: Record<Champ, DefinitionChamp> = CHAMPS
/** Fields a beneficiaries flow says itself: a row of `donnee` protects them from it. */
export const CHAMPS_IDENTITE = [
  'nom',
  'nom-naissance',
  'prenom',
  'date-naissance',
  'identifiant-france-travail',
] as const
/** Number of a job seeker: 11 digits today, 7 digits and a letter (or 8 digits) before; else it is France Travail's opaque one. */
export const DEMANDEUR_D_EMPLOI = /^(\d{11}|\d{6,7}[A-Z]|\d{8})$/
export const champFranceTravail = (identifiant: string): Champ =>
  DEMANDEUR_D_EMPLOI.test(identifiant.toUpperCase())
    ? 'identifiant-france-travail'
    : 'identifiant-unique-france-travail'
/** Their values change with time: only what came after an agent's note contradicts it. */
export const CHAMPS_EVOLUTIFS = Champ.options.filter(champ => DEFINITIONS[champ].evolue)
export const aUneColonne = (champ: Champ): boolean => DEFINITIONS[champ].colonne !== undefined

/** Which source is believed first. What agents wrote always comes first (E6); sources that are not named share the last rank. */
export type Ordre = readonly SourceDonnee[]
export const Precedence = z.partialRecord(Champ, z.array(SourceDonnee).min(1).max(SourceDonnee.options.length))
export type Precedence = z.infer<typeof Precedence>

const PAR_FAMILLE: Record<Famille, Ordre> = {
  identite: ['agent', 'personne', 'CAF', 'MSA', 'france-travail', 'instruction', 'contacts-cnaf', 'liste'],
  contact: ['agent', 'personne', 'instruction', 'contacts-cnaf', 'france-travail', 'liste', 'CAF', 'MSA'],
  // The newest of the other sources wins: none is nearer than another to what changes with time.
  parcours: ['agent', 'personne'],
}

/** The order in force for a field: the territory's, else the default of its family. */
export function ordreDe(champ: Champ, choisie: Precedence): Ordre {
  const propre = choisie[champ]
  return propre ? ['agent', ...propre.filter(source => source !== 'agent')] : PAR_FAMILLE[DEFINITIONS[champ].famille]
}

/** Something a source says of a person. `accord`: agreement to be contacted that way. `le`: day it was said. */
export type Dite = {
  personneId: string
  champ: Champ
  source: SourceDonnee
  valeur: string | null
  accord?: boolean | null
  le: string
}

/** What a source says of a field, as screens show it. `par`: the agent who noted it. */
export const DiteLue = z.object({
  source: SourceDonnee,
  valeur: z.string().nullable(),
  accord: z.boolean().nullable(),
  le: z.string(),
  par: z.string().nullable(),
  /** The value that is shown. */
  retenue: z.boolean(),
  /** Says something else than the value shown, and nobody has decided. */
  conflit: z.boolean(),
})
export type DiteLue = z.infer<typeof DiteLue>

export const DonneesDuChamp = z.object({
  champ: Champ,
  conflit: z.boolean(),
  /** The value shown first, then the newest. */
  dites: z.array(DiteLue),
  /** What an agent set aside when they decided: it can be chosen again. */
  ecartees: z.array(z.object({ source: SourceDonnee, valeur: z.string(), le: z.string() })),
})
export type DonneesDuChamp = z.infer<typeof DonneesDuChamp>

export const MESSAGES_CONFLIT = {
  'valeur-inconnue':
    'Cette valeur n’est plus dite par cette source : elle a changé depuis l’affichage. Rechargez la page, puis choisissez.',
} as const

/** A value as it is read: a date in words, a number by pairs. */
export function direValeur(champ: Champ, valeur: string | null, aujourdhui?: string): string | null {
  if (valeur === null) return null
  if (champ === 'telephone') return telephone(valeur)
  if (champ === 'prenom') return prenomLisible(valeur)
  if (champ === 'categorie-france-travail') return direCategorie(valeur) ?? 'connue, sans libellé'
  return /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? dateCourte(valeur, aujourdhui) : valeur
}

/** « CAF, 3 mars », « Awa DIALLO, 10 mars »: who says it and since when. */
export function direSource(
  dite: { source: SourceDonnee; le: string; par?: string | null },
  aujourdhui: string,
): string {
  const qui = dite.source === 'agent' ? `noté par ${dite.par ?? 'un agent'}` : SOURCES[dite.source]
  return `${qui}, ${dateCourte(dite.le, aujourdhui)}`
}

/** The key under which the orders of sources are kept and told. */
export const CLE_PRECEDENCE = 'donnee.precedence'
