import { z } from 'zod'
import { moisAnnee } from '../../socle/ui/dates.ts'
import { enSuite, mot } from '../../socle/ui/phrases.ts'
import { GENRES_ACOMPTE, motifIndu, NATURES, OPERATIONS, ORIGINES } from './indus.ts'

/** Days are YYYY-MM-DD, months YYYY-MM, amounts in cents. */
const Jour = z.string()

/** What a flow told of one debt at one date (`reference`); the same debt is told again each time it changed. */
export type CreanceLue = {
  organisme: string
  numeroDemandeRsa: string
  implanteeLe: string
  nature: string
  rang: string
  motif: string | null
  responsabilite: string | null
  regularisationDebut: string | null
  regularisationFin: string | null
  dernierCreditLe: string | null
  soldeCentimes: number | null
  initialCentimes: number | null
  reference: string
  import: number
}

export const SommeDue = z.object({
  cle: z.string(),
  nature: z.string(),
  /** Why, and from where it comes. */
  raison: z.string().nullable(),
  /** What was paid in excess was paid for these days. */
  periode: z.object({ du: Jour, au: Jour.nullable() }).nullable(),
  depuis: Jour,
  initialCentimes: z.int().nullable(),
  /** What is left to pay back; null when the flow doesn't say. */
  resteCentimes: z.int().nullable(),
  dernierCreditLe: Jour.nullable(),
  /** What was left the last time another amount was told. */
  avant: z.object({ le: Jour, resteCentimes: z.int() }).nullable(),
  soldee: z.boolean(),
  source: z.string(),
  le: Jour,
})
export type SommeDue = z.infer<typeof SommeDue>

/** Told later, then by a later import, comes first. */
const derniereDAbord = (a: CreanceLue, b: CreanceLue) => b.reference.localeCompare(a.reference) || b.import - a.import

/**
 * The debts as last told, those left to pay back first. A debt is known by its household, its day, its nature and its rank; two that a
 * file tells under the same ones are two. One that later files no longer tell stays as it was last told: they may only tell what moved.
 */
export function sommesDues(lues: readonly CreanceLue[]): SommeDue[] {
  const parDette = Map.groupBy(lues, c => [c.organisme, c.numeroDemandeRsa, c.implanteeLe, c.nature, c.rang].join(' '))
  const dues = [...parDette].flatMap(([cle, dites]) => {
    const [derniere, ...avant] = dites.toSorted(derniereDAbord)
    if (!derniere) return []
    const courantes = dites.filter(d => d.reference === derniere.reference && d.import === derniere.import)
    return courantes.map((c, rang): SommeDue => {
      const autre = courantes.length > 1 ? undefined : avant.find(a => a.soldeCentimes !== c.soldeCentimes)
      return {
        cle: `${cle} ${rang}`,
        nature: mot(NATURES, c.nature) ?? 'RSA',
        raison: [motifIndu(c.motif), mot(ORIGINES, c.responsabilite)].filter(Boolean).join(', ') || null,
        periode: c.regularisationDebut === null ? null : { du: c.regularisationDebut, au: c.regularisationFin },
        depuis: c.implanteeLe,
        initialCentimes: c.initialCentimes,
        resteCentimes: c.soldeCentimes,
        dernierCreditLe: c.dernierCreditLe,
        avant:
          autre && autre.soldeCentimes !== null ? { le: autre.reference, resteCentimes: autre.soldeCentimes } : null,
        soldee: c.soldeCentimes === 0,
        source: c.organisme,
        le: c.reference,
      }
    })
  })
  return dues.sort((a, b) => Number(a.soldee) - Number(b.soldee) || b.depuis.localeCompare(a.depuis))
}

/** A movement of the monthly advance. `sens`: AJ adds to what the département pays, DE takes from it. */
export type AcompteLu = {
  mois: string | null
  genre: keyof typeof GENRES_ACOMPTE
  nature: string
  operation: string | null
  sens: 'AJ' | 'DE'
  montantCentimes: number
  traiteLe: string | null
  organisme: string
  reference: string
}

export const Mouvement = z.object({
  libelle: z.string(),
  detail: z.string().nullable(),
  /** What was taken back is negative. */
  montantCentimes: z.int(),
})
export const MoisVerse = z.object({
  /** « octobre 2026 ». */
  mois: z.string(),
  source: z.string(),
  le: Jour,
  mouvements: z.array(Mouvement),
})
export type MoisVerse = z.infer<typeof MoisVerse>

/** The movements month by month, latest first; what no month is told for is put in that of its reference day. */
export function moisVerses(lus: readonly AcompteLu[]): MoisVerse[] {
  const parMois = Map.groupBy(lus, a => a.mois ?? a.reference.slice(0, 7))
  return [...parMois]
    .toSorted(([a], [b]) => b.localeCompare(a))
    .map(([mois, mouvements]) => ({
      mois: moisAnnee(mois),
      source: [...new Set(mouvements.map(m => m.organisme))].join(', '),
      le:
        mouvements
          .map(m => m.reference)
          .sort()
          .at(-1) ?? '',
      mouvements: mouvements.map(m => ({
        libelle: GENRES_ACOMPTE[m.genre],
        detail: enSuite(mot(NATURES, m.nature), mot(OPERATIONS, m.operation)),
        montantCentimes: m.genre === 'allocation' && m.sens === 'DE' ? -m.montantCentimes : m.montantCentimes,
      })),
    }))
}
