import { z } from 'zod'
import { direCategorie, enMots } from '../../personne/donnees/categorie-france-travail.ts'
import { ajouterJours, dateCourte } from '../../socle/ui/dates.ts'

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

/** How France Travail follows, when its file says a code. */
const MODALITES: Readonly<Record<string, string>> = {
  SUI: 'suivi',
  GUI: 'guidé',
  REN: 'renforcé',
  GLO: 'global',
}
export const direModalite = (dite: string | null): string | null => (dite === null ? null : enMots(MODALITES, dite))

/** Days are YYYY-MM-DD. */
const Jour = z.string()
const Texte = z.string().nullable()

/** What France Travail said of a person's registration and follow-up, on the day its file was received (`le`). */
export const SuiviLu = z.object({
  le: Jour,
  inscritLe: Jour.nullable(),
  categorie: Texte,
  motif: Texte,
  axe: Texte,
  axeSecondaire: Texte,
  modalite: Texte,
  structure: Texte,
  debut: Jour.nullable(),
  finPrevue: Jour.nullable(),
  dernierEntretien: Jour.nullable(),
  referent: Texte,
  referentCourriel: Texte,
  metiers: z.array(z.string()),
  freins: z.array(z.string()),
})
export type SuiviLu = z.infer<typeof SuiviLu>

/** Dates YYYY, YYYY-MM or YYYY-MM-DD; `le`: day of the file. */
export const PpaeLu = z.object({ signeLe: Texte, dernierEntretienLe: Texte, le: Jour })

/** An action as a file told it; `le`: the day it was received. */
export type ActionDite = {
  code: string | null
  libelle: string
  objectif: string | null
  formation: string | null
  prescriteLe: string | null
  realiseeLe: string | null
  debutPrevu: string | null
  debut: string | null
  fin: string | null
  import: number
  le: string | null
}

export const ETATS_ACTION = ['a-venir', 'en-cours', 'prescrite', 'finie', 'realisee'] as const
export const ActionLue = z.object({
  libelle: z.string(),
  detail: Texte,
  etat: z.enum(ETATS_ACTION),
  /** « commence le 30 novembre », « terminée le 3 mars ». */
  quand: z.string(),
  /** The day it begins, or began. */
  debut: Jour.nullable(),
  prescriteLe: Jour.nullable(),
  le: Jour.nullable(),
})
export type ActionLue = z.infer<typeof ActionLue>

/** Codes in words, one who says nothing readable left out. */
export const direSuivi = (s: SuiviLu): SuiviLu => ({
  ...s,
  categorie: direCategorie(s.categorie),
  motif: s.motif && enMots({}, s.motif),
  axe: s.axe && enMots({}, s.axe),
  axeSecondaire: s.axeSecondaire && enMots({}, s.axeSecondaire),
  modalite: direModalite(s.modalite),
  freins: s.freins.flatMap(f =>
    Object.hasOwn(FREINS_FRANCE_TRAVAIL, f) ? FREINS_FRANCE_TRAVAIL[f as FreinFranceTravail] : [],
  ),
})

/** Where an action stands on a day. A beginning that was foreseen and isn't confirmed is still to come, said late by its date. */
export function direAction(a: ActionDite, aujourdhui: string): ActionLue {
  const jour = (j: string) => dateCourte(j, aujourdhui)
  const [etat, quand] = ((): [ActionLue['etat'], string] => {
    if (a.realiseeLe !== null && a.realiseeLe <= aujourdhui) return ['realisee', `réalisée le ${jour(a.realiseeLe)}`]
    if (a.fin !== null && a.fin < aujourdhui) return ['finie', `terminée le ${jour(a.fin)}`]
    const jusquau = a.fin ? `, jusqu’au ${jour(a.fin)}` : ''
    if (a.debut !== null && a.debut <= aujourdhui) return ['en-cours', `commencée le ${jour(a.debut)}${jusquau}`]
    const debut = a.debut ?? a.debutPrevu
    if (debut !== null && debut >= aujourdhui) return ['a-venir', `commence le ${jour(debut)}${jusquau}`]
    if (debut !== null) return ['prescrite', `prévue le ${jour(debut)}, début non confirmé`]
    return ['prescrite', a.prescriteLe ? `prescrite le ${jour(a.prescriteLe)}, sans date de début` : 'sans date']
  })()
  const detail = [a.objectif, a.formation].flatMap(dit => (dit === null ? [] : (enMots({}, dit) ?? [])))
  return {
    libelle: enMots({}, a.libelle) ?? 'Action sans libellé',
    detail: detail.filter(d => d !== a.libelle).join(' · ') || null,
    etat,
    quand,
    debut: a.debut ?? a.debutPrevu,
    prescriteLe: a.prescriteLe,
    le: a.le,
  }
}

/**
 * The actions as last told, what is to come and running first. The same prescription (code, words, day) is told again when it begins or
 * ends: the last import that told it is right.
 */
export function direActions(dites: readonly ActionDite[], aujourdhui: string): ActionLue[] {
  const parPrescription = Map.groupBy(dites, a => JSON.stringify([a.code, a.libelle, a.prescriteLe]))
  const courantes = [...parPrescription.values()].flatMap(memes => {
    const dernier = Math.max(...memes.map(a => a.import))
    return memes.filter(a => a.import === dernier)
  })
  const jour = (a: ActionDite) => a.debut ?? a.debutPrevu ?? a.prescriteLe ?? ''
  return courantes
    .toSorted((a, b) => jour(b).localeCompare(jour(a)))
    .map(a => direAction(a, aujourdhui))
    .toSorted((a, b) => ETATS_ACTION.indexOf(a.etat) - ETATS_ACTION.indexOf(b.etat))
}

export type FranceTravailEnBref = { actions: ActionDite[]; suivi: { le: string; finPrevue: string | null } | null }

/** How long before it happens something is worth knowing at once. */
const BIENTOT_JOURS = 30

/**
 * What one must know of France Travail before speaking to the person: what runs or begins soon, a follow-up that ends soon or has ended.
 * Null: nothing presses. `le`: the day of the latest file that says it.
 */
export function direEnBref(
  { actions, suivi }: FranceTravailEnBref,
  aujourdhui: string,
): { phrases: string[]; le: string | null } | null {
  const bientot = ajouterJours(aujourdhui, BIENTOT_JOURS)
  const vives = direActions(actions, aujourdhui).filter(
    a => a.etat === 'en-cours' || (a.etat === 'a-venir' && (a.debut ?? '9999') <= bientot),
  )
  const fin = suivi?.finPrevue && suivi.finPrevue <= bientot ? suivi.finPrevue : null
  const phrases = [
    ...vives.map(a => `${a.libelle}, ${a.quand}`),
    ...(fin ? [`${fin < aujourdhui ? 'Suivi fini le' : 'Suivi prévu jusqu’au'} ${dateCourte(fin, aujourdhui)}`] : []),
  ]
  if (phrases.length === 0) return null
  const dits = [...vives.map(a => a.le), fin === null ? null : (suivi?.le ?? null)].filter(j => j !== null)
  return { phrases, le: dits.sort().at(-1) ?? null }
}
