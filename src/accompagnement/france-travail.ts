/** Difficulties that France Travail declares of a person, by the column of its extraction (interop.md §A7). */
export const FREINS_FRANCE_TRAVAIL = {
  budget: 'Difficultés financières',
  administratif: 'Difficultés administratives ou juridiques',
  sante: 'Santé',
  logement: 'Logement',
  mobilite: 'Transport',
  communication: 'Insertion et communication',
  famille: 'Difficultés familiales',
} as const
export type FreinFranceTravail = keyof typeof FREINS_FRANCE_TRAVAIL

/** A PPAE as the monthly file tells it. Dates YYYY, YYYY-MM or YYYY-MM-DD: only what is known. `reference`: day of the file. */
export type PpaeDit = {
  personneId: string
  signeLe: string | null
  dernierEntretienLe: string | null
  reference: string
}

/** The registration and the follow-up of a person at France Travail on a day, as its extraction tells them. Days YYYY-MM-DD. */
export type SuiviFranceTravailDit = {
  personneId: string
  le: string
  inscritLe: string | null
  categorie: string | null
  motif: string | null
  axe: string | null
  axeSecondaire: string | null
  modalite: string | null
  structure: string | null
  structureSuivi: string | null
  /** SAFIR code. */
  agence: string | null
  debut: string | null
  finPrevue: string | null
  entretienPpae: string | null
  dernierEntretien: string | null
  referentNom: string | null
  referentCourriel: string | null
  metiers: string[]
  freins: FreinFranceTravail[]
  rsa: boolean | null
}

/** An action prescribed by France Travail. `empreinte`: hexadecimal, of all that is told. */
export type ActionFranceTravailDite = {
  personneId: string
  code: string | null
  libelle: string
  objectif: string | null
  formation: string | null
  prescriteLe: string | null
  realiseeLe: string | null
  debutPrevu: string | null
  debut: string | null
  fin: string | null
  empreinte: string
}
