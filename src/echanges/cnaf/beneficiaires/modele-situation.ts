import type { Delai, Suivi } from './modele.ts'

/** Where a person stands in the model of new entrants (modele.ts): the rights she has, and which of them counts. */
export type Droit = {
  etat: string
  motif: string | null
  soumis: boolean
  /** First day of the suspension that runs, and the day the file gives for it. */
  premierJour: string
  dit: string | null
  /** Flow that brought this state, and its reference day. */
  flux: number
  debut: string
}
export type Statut = 'concernee' | 'suspendue' | 'ouverte' | 'en-attente' | 'refusee' | 'close'
export type Stable = { statut: Statut; foyer: string; depuis: string; flux: number; motif: string | null }

const MOIS_DE_SUSPENSION = 12
export const OUVERTS: readonly Statut[] = ['concernee', 'suspendue', 'ouverte', 'en-attente']
export const estSuspendu = (etat: string) => etat === '3' || etat === '4'
export const depasse = (premierJour: string, jour: string) =>
  Temporal.PlainDate.from(premierJour).add({ months: MOIS_DE_SUSPENSION }).toString() < jour

/**
 * Where a person stands, all households together: the best of her rights is what counts; of equal ones the last closed, or that of
 * `ici`.
 */
export function situation(droits: Map<string, Droit>, ici = ''): Stable | null {
  const rang = (d: Droit): [number, Statut] => {
    if (d.etat === '2') return d.soumis ? [0, 'concernee'] : [2, 'ouverte']
    if (estSuspendu(d.etat)) return [1, 'suspendue']
    if (d.etat === '0') return [3, 'en-attente']
    return d.etat === '1' ? [4, 'refusee'] : [4, 'close']
  }
  const [premier] = [...droits].sort(([f, a], [g, b]) => {
    const [meilleur, recent] = [rang(a)[0] - rang(b)[0], b.flux - a.flux]
    const sien = Number(g === ici) - Number(f === ici)
    return meilleur || (rang(a)[0] === 4 ? recent || sien : sien || recent)
  })
  if (!premier) return null
  const [foyer, droit] = premier
  return { statut: rang(droit)[1], foyer, depuis: droit.debut, flux: droit.flux, motif: droit.motif }
}
export const enLongueSuspension = (droits: Iterable<Droit>, jour: string) =>
  [...droits].some(d => estSuspendu(d.etat) && depasse(d.premierJour, jour))

export type Fiche = {
  droits: Map<string, Droit>
  /** Her rights when she was last in a situation that wasn't a suspension: a short suspension is looked through. */
  stable: Map<string, Droit> | null
  /** Flow that suspended her: one that no monthly flow has seen is looked through, however long. */
  suspenduePar: number
  suspensionLongue: boolean
  /** What her right closed on, and by which flow: taken back before the next monthly flow, it was never closed. */
  fermeture: {
    flux: number
    droits: Map<string, Droit>
    stable: Map<string, Droit> | null
    suspenduePar: number
    premierJour: string | null
  } | null
  stock: boolean
  delais: (Delai & { flux: number; closFlux: number })[]
  suivis: (Suivi & { finFlux: number })[]
}

export const uneFiche = (): Fiche => ({
  droits: new Map(),
  stable: null,
  suspenduePar: 0,
  suspensionLongue: false,
  fermeture: null,
  stock: false,
  delais: [],
  suivis: [],
})
