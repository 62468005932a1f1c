import { nirProvisoire } from '../nir.ts'

/**
 * What proves that somebody whom a file names is a person already known (E5). The weight of a likeness that proves nothing is in
 * ressemblance.ts; what a merge needs besides, in doublon.ts.
 */
export type Preuve =
  | 'nir'
  | 'identifiant-france-travail'
  | 'identifiant-dit'
  | 'demande'
  | 'matricule'
  | 'demande-dite'
  | 'matricule-dit'
  | 'nom'
  | 'nom-usage'

/** The strongest first; a weaker one is heard only where no stronger one speaks. */
export const RANG_PREUVE: Record<Preuve, number> = {
  // The same NIR, borne by somebody whom nothing else says to be another (`accorde`).
  nir: 1,
  // So for France Travail's: one written by mistake on another's file gives them nothing.
  'identifiant-france-travail': 2,
  // One of their identifiers that isn't the one shown.
  'identifiant-dit': 2,
  // The same birth name, first name and birth date, in the household of this claim or of this matricule.
  demande: 3,
  matricule: 3,
  // The same, by a number that a list told before any flow.
  'demande-dite': 3,
  'matricule-dit': 3,
  // The same names and birth date, held by one file only of the territory; the name is that of birth, or in use.
  nom: 4,
  'nom-usage': 4,
}

/** How each thing that two identities say compares. What one of them doesn't say is 'absent', and counts neither way. */
export type Indices = {
  /** 'provisoire': the same waiting number (13 characters from 3, 4, 7 or 8), which two persons may have had. */
  nir: 'meme' | 'provisoire' | 'autre' | 'absent'
  /**
   * 'imprecise': the same 1 January, the day of those whose day is not known; 'inversee': day and month swapped; 'proche': one
   * digit apart, or the same day at most three years away.
   */
  naissance: 'meme' | 'imprecise' | 'inversee' | 'proche' | 'autre' | 'absent'
  /** Birth names first. 'usage': one's birth name is the other's name in use; 'inclus': a part of a double name. */
  nom: 'meme' | 'usage' | 'son' | 'proche' | 'inclus' | 'autre' | 'absent'
  /** 'debut': the first of a double one, 'inclus': another part of it; 'coquille': a slip inside, 'proche': anywhere. */
  prenom: 'meme' | 'debut' | 'coquille' | 'son' | 'proche' | 'inclus' | 'autre' | 'absent'
  /** The name of one is the first name of the other, and the reverse. */
  inverses: boolean
  /** Same claim or matricule: 'place', in the same role too. */
  foyer: 'place' | 'meme' | 'absent'
  telephone: boolean
  courriel: boolean
  adresse: boolean
  sexe: 'autre' | 'absent'
}

/** What two identities say of names and birth date, as `Indices` compare them. */
type Dits = Pick<Indices, 'naissance' | 'nom' | 'prenom' | 'inverses' | 'foyer'>

/**
 * Whether two identities that have the same NIR are one person (E5): a NIR alone never joins two files. The same birth date agrees,
 * unless the same name goes with another first name, as a twin's does; else the same name and first name. Twins are often called
 * almost the same (Karim and Karima): a slip inside a first name or the first of a double one are the same, what else is near is
 * only in the same household, where it is a correction. One that says nothing of names nor birth designates whoever holds the
 * number. The base says the same of sets (`preuves.queries.ts`).
 */
export function accorde({ naissance, nom, prenom, inverses, foyer }: Dits): boolean {
  const memesNoms = inverses || ((nom === 'meme' || nom === 'usage') && prenom === 'meme')
  if (memesNoms) return true
  if (naissance === 'meme' || naissance === 'imprecise') return nom !== 'meme' || prenomDuMeme(prenom, foyer)
  return naissance === 'absent' && nom === 'absent' && prenom === 'absent'
}

function prenomDuMeme(prenom: Indices['prenom'], foyer: Indices['foyer']): boolean {
  if (foyer !== 'absent') return prenom !== 'autre'
  return prenom === 'meme' || prenom === 'debut' || prenom === 'coquille' || prenom === 'absent'
}

/** An identity in the forms it is compared in (`formeComparable`); null: not said. `nir`: 13 characters. */
export type IdentiteComparable = {
  nir: string | null
  nom: string | null
  prenom: string | null
  dateNaissance: string | null
}

/** Whether two lines of one file name the same person, before any file of theirs is looked for. */
export function memePersonne(a: IdentiteComparable, b: IdentiteComparable): boolean {
  const compare = (x: string | null, y: string | null): 'absent' | 'meme' | 'autre' =>
    x === null || y === null ? 'absent' : x === y ? 'meme' : 'autre'
  const nom = compare(a.nom, b.nom)
  const prenom = compare(a.prenom, b.prenom)
  const naissance = compare(a.dateNaissance, b.dateNaissance)
  const memeNir = compare(a.nir, b.nir)
  if (memeNir === 'meme') return accorde({ nom, prenom, naissance, inverses: false, foyer: 'absent' })
  // Two numbers are two homonyms, but where one of them was given to wait for the other.
  if (memeNir === 'autre' && !(nirProvisoire(a.nir ?? '') || nirProvisoire(b.nir ?? ''))) return false
  return nom === 'meme' && prenom === 'meme' && naissance === 'meme'
}

/** The proofs that each kind of file may be believed on. */
export const PREUVES_DE = {
  /** Beneficiaries flows: each household has its claim number. */
  beneficiaires: ['nir', 'demande', 'demande-dite', 'matricule-dit'],
  /** What the funds say beside: claims being made, debts, advances. A matricule may be all they have. */
  complement: [
    'nir',
    'identifiant-france-travail',
    'identifiant-dit',
    'demande',
    'matricule',
    'demande-dite',
    'matricule-dit',
  ],
  /** France Travail knows nothing of households. */
  'france-travail': ['nir', 'identifiant-france-travail', 'identifiant-dit', 'demande', 'nom', 'nom-usage'],
  /** Lists, where a doubt is held for somebody to decide: these proofs spare looking for who resembles. */
  liste: ['nir', 'nom'],
} as const satisfies Record<string, readonly Preuve[]>
type SourcePreuve = keyof typeof PREUVES_DE

/** A number of their own is looked for first; names are compared only where none told. */
export const surUnNumero = (source: SourcePreuve): Preuve[] => PREUVES_DE[source].filter(p => RANG_PREUVE[p] < 3)
export const surLesNoms = (source: SourcePreuve): Preuve[] => PREUVES_DE[source].filter(p => RANG_PREUVE[p] >= 3)
