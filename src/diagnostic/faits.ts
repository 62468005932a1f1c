import { z } from 'zod'
import { communeLisible } from '../personne/noms.ts'
import { type DejaDit, reponsesDites } from './deja-dit.ts'
import { AUCUNE_REPONSE, type Reponse, type Reponses } from './diagnostic.ts'

/**
 * What the flows already say of a person (rule E6): never asked again, always said with its source.
 * Holds neither sex, origin nor nationality: this is what the orientation engine may read.
 */
export const FaitsConnus = z.object({
  /** Whole years. */
  age: z.number().int(),
  commune: z.string().nullable(),
  codeInsee: z.string().nullable(),
  /** Whole months since the claim of the household. */
  ancienneteRsaMois: z.number().int().nullable(),
  inscritFranceTravail: z.boolean(),
  situationFamiliale: z.string().nullable(),
  /** Ages of the children of the household, in whole years. */
  enfants: z.array(z.number().int()),
  activite: z.string().nullable(),
  activiteDepuis: z.string().nullable(),
  sansDomicileFixe: z.boolean(),
  /** Where it comes from and when: « CAF, 28 février 2025 ». */
  source: z.string(),
})
export type FaitsConnus = z.infer<typeof FaitsConnus>

const EN_COUPLE = ['MAR', 'PAC', 'RPA', 'RVC', 'RVM', 'VIM']
const SITUATIONS_FAMILIALES: Record<string, string> = {
  ABA: 'conjoint disparu',
  CEL: 'célibataire',
  DIV: 'divorcé ou divorcée',
  ISO: 'seul ou seule après une vie commune',
  MAR: 'en couple, marié ou mariée',
  PAC: 'en couple, Pacs',
  RPA: 'en couple, Pacs',
  RVC: 'en couple, vie commune',
  RVM: 'en couple, marié ou mariée',
  SEF: 'séparé ou séparée',
  SEL: 'séparé ou séparée',
  VEU: 'veuf ou veuve',
  VIM: 'en couple, vie commune',
}

/** ACT codes of the CNAF that say there is no job at all. */
const SANS_EMPLOI = 'ABA ADA ADN AFC AFD AIN ANP ASP ASS CAR CHO CHR CNI FDA FDN SAC SSA 21'.split(' ')
/** ACT codes of people who work for themselves. */
const INDEPENDANTS = 'AEN ETI EXP MAR VDI 22 23'.split(' ')

/** SITFAM in words; null when the flow doesn't say. */
export const direSituationFamiliale = (code: string | null) => (code ? (SITUATIONS_FAMILIALES[code] ?? null) : null)

/** Does the person raise children alone? What makes childcare worth asking about first. */
export function seulAvecEnfant({ situationFamiliale, enfants }: FaitsConnus): boolean {
  return enfants.length > 0 && situationFamiliale !== null && !EN_COUPLE.includes(situationFamiliale)
}

export type Fait = { libelle: string; valeur: string | null; source: string }

/** The known facts as a list to read, each with its source. */
export function direFaits(faits: FaitsConnus): Fait[] {
  const { source } = faits
  const mois = faits.ancienneteRsaMois
  // No household known: nobody said that there is no child.
  const sansFoyer = mois === null && faits.situationFamiliale === null && faits.enfants.length === 0
  return [
    { libelle: 'Âge', valeur: `${faits.age} ans`, source },
    { libelle: 'Commune', valeur: faits.commune && communeLisible(faits.commune), source },
    { libelle: 'Ancienneté dans le RSA', valeur: mois === null ? null : direDuree(mois), source },
    { libelle: 'Situation familiale', valeur: direSituationFamiliale(faits.situationFamiliale), source },
    { libelle: 'Enfants', valeur: sansFoyer ? null : direEnfants(faits.enfants), source },
    {
      libelle: 'France Travail',
      valeur: faits.inscritFranceTravail ? 'inscription connue' : 'pas d’inscription connue',
      source,
    },
    ...(faits.sansDomicileFixe ? [{ libelle: 'Domicile', valeur: 'sans domicile fixe', source }] : []),
  ]
}

function direDuree(mois: number): string {
  if (mois < 1) return 'moins d’un mois'
  if (mois < 24) return `${mois} mois`
  return `${Math.floor(mois / 12)} ans`
}

function direEnfants(ages: number[]): string {
  if (ages.length === 0) return 'aucun'
  const dits = ages.map(age => (age === 0 ? 'moins d’un an' : age === 1 ? '1 an' : `${age} ans`))
  return `${ages.length} (${dits.join(', ')})`
}

/**
 * Answers already given, and for each where it comes from: what the flow says (a household without a home, a claimant without a
 * job, someone who works for themselves), else what was told elsewhere. The agent may correct each.
 */
export function preremplir(
  faits: FaitsConnus,
  dit?: DejaDit,
): { reponses: Reponses; sources: Partial<Record<Reponse, string>> } {
  const dites = dit ? reponsesDites(dit) : { reponses: {}, sources: {} }
  const sources: Partial<Record<Reponse, string>> = { ...dites.sources }
  const reponses = { ...AUCUNE_REPONSE, ...dites.reponses }
  if (faits.sansDomicileFixe) {
    reponses.logement = { severite: 'lourd', aide: false }
    sources.logement = `Sans domicile fixe (${faits.source})`
  }
  if (faits.activite && SANS_EMPLOI.includes(faits.activite)) {
    reponses.situationPro = 'sans-emploi'
    sources.situationPro = faits.source
  }
  if (faits.activite && INDEPENDANTS.includes(faits.activite)) {
    reponses.independant = true
    sources.independant = faits.source
  }
  return { reponses, sources }
}
