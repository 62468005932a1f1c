import { z } from 'zod'
import { dateCourte, montant, pourcentage } from '../../socle/ui/dates.ts'
import { enSuite, mot, NBSP } from '../../socle/ui/phrases.ts'

/** Days are YYYY-MM-DD. */
const Jour = z.string()

/**
 * A sanction that a fund says it applies, as its flow tells it (VRSD0101, interop.md §A3). `tauxPoints`: hundredths of a percent;
 * `source`, `le`: the fund, and the reference day of the flow that said it last. MOTISANRSA and MOTILEVSANRSA have no published list:
 * a code says nothing to anybody, it stays in the base.
 */
export type SanctionDite = {
  foyer: string
  genre: 'sanction' | 'fraude'
  debut: string
  fin: string | null
  niveau: string | null
  tauxPoints: number | null
  montantDemandeCentimes: number | null
  montantAppliqueCentimes: number | null
  leveeLe: string | null
  source: string
  le: string
}

export const SanctionLue = z.object({
  phrase: z.string(),
  detail: z.string().nullable(),
  quand: z.string(),
  etat: z.enum(['a-venir', 'en-cours', 'levee', 'finie']),
  ton: z.enum(['late', 'soon', 'done']),
  debut: Jour,
  /** The last day it ran, or runs: lifted, it stopped before its end. */
  fin: Jour.nullable(),
  source: z.string(),
  le: Jour,
})
export type SanctionLue = z.infer<typeof SanctionLue>

const TOUT = 10_000
const TONS = { 'a-venir': 'soon', 'en-cours': 'late', levee: 'done', finie: 'done' } as const

/** Where a sanction stands on a day: lifted from the day it says, over after its last one. */
function etatSanction({ debut, fin, leveeLe }: SanctionDite, aujourdhui: string): SanctionLue['etat'] {
  if (leveeLe !== null && leveeLe <= aujourdhui) return 'levee'
  if (debut > aujourdhui) return 'a-venir'
  return fin !== null && fin < aujourdhui ? 'finie' : 'en-cours'
}

/** « Sanction partielle : 50 % du RSA », its level and its amount, its dates, in words. */
export function direSanction(s: SanctionDite, aujourdhui: string): SanctionLue {
  const etat = etatSanction(s, aujourdhui)
  const jour = (j: string) => dateCourte(j, aujourdhui)
  return {
    phrase: phrase(s),
    detail: enSuite(
      s.niveau && /^[1-9]$/.test(s.niveau) && `niveau ${s.niveau}`,
      s.montantAppliqueCentimes !== null && `${montant(s.montantAppliqueCentimes)} retirés`,
      s.montantAppliqueCentimes === null &&
        s.montantDemandeCentimes !== null &&
        `${montant(s.montantDemandeCentimes)} demandés`,
    ),
    quand: quand(),
    etat,
    ton: TONS[etat],
    debut: s.debut,
    fin: [s.fin, s.leveeLe].filter(j => j !== null).sort()[0] ?? null,
    source: s.source,
    le: s.le,
  }

  function quand(): string {
    if (etat === 'levee' && s.leveeLe) {
      const prevue = s.fin && s.fin > s.leveeLe ? ` (prévue jusqu’au ${jour(s.fin)})` : ''
      return `à partir du ${jour(s.debut)}, levée le ${jour(s.leveeLe)}${prevue}`
    }
    if (etat === 'finie' && s.fin) return `du ${jour(s.debut)} au ${jour(s.fin)}`
    const fin = s.fin ? `, jusqu’au ${jour(s.fin)}` : ''
    return `${etat === 'a-venir' ? 'à partir du' : 'depuis le'} ${jour(s.debut)}${fin}`
  }
}

function phrase({ genre, tauxPoints }: SanctionDite): string {
  if (genre === 'fraude') return 'Suspension pour fraude'
  if (tauxPoints === null) return 'Sanction'
  return tauxPoints >= TOUT
    ? `Sanction totale${NBSP}: tout le RSA`
    : `Sanction partielle${NBSP}: ${pourcentage(tauxPoints)} du RSA`
}

/** What a fund knows of a person beside her right: a measure of protection, a contract (interop.md §A3). */
export type MentionDite = {
  genre: 'protection' | 'contrat'
  code: string | null
  debut: string | null
  fin: string | null
  source: string
  le: string
}
export const MentionLue = z.object({ terme: z.string(), valeur: z.string(), source: z.string(), le: Jour })

/** TYPEMESUPROT and TYPECONTRRSA: the codes that are known; another is said by its kind alone. */
export const MESURES_CAF = { CUR: 'Curatelle', TUT: 'Tutelle' } as const
export const CONTRATS_CAF = {
  CER: 'Contrat d’engagements réciproques',
  PPAE: 'Projet personnalisé d’accès à l’emploi',
} as const
const GENRES = {
  protection: { terme: 'Mesure de protection', mots: MESURES_CAF, sinon: 'Oui' },
  contrat: { terme: 'Contrat', mots: CONTRATS_CAF, sinon: 'Oui' },
} as const

export function direMention({ genre, code, debut, fin, source, le }: MentionDite, aujourdhui: string) {
  const { terme, mots, sinon } = GENRES[genre]
  const dates = [
    debut && `depuis le ${dateCourte(debut, aujourdhui)}`,
    fin && `${fin < aujourdhui ? 'fini le' : 'jusqu’au'} ${dateCourte(fin, aujourdhui)}`,
  ]
  return { terme, valeur: [mot(mots, code) ?? sinon, ...dates].filter(Boolean).join(', '), source, le }
}
