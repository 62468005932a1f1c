import { estOuvre } from '../../territoire/jours-feries.ts'
import type { Rythme } from '../depot/entete-import.ts'
import type { EtatFlux, Genre } from '../import.ts'

// Which flows are expected is told by those that came; nothing is declared by hand.

/**
 * A flow that arrives by itself, again and again: its kind, whose it is (« CAF 591 », « CAF 591, MSA 592 » when they send one file,
 * null when it doesn't say), how often.
 */
export type FluxAttendu = { genre: Genre; organisme: string | null; rythme: Rythme }

/** A file that came. `refuse`: it changed nothing. Days are YYYY-MM-DD. */
export type Arrivee = {
  importId: string
  numero: number
  statut: 'recu' | 'refuse'
  recuLe: string
  /** The day it tells of; null when its header doesn't say. */
  reference: string | null
  /** Held: nobody confirmed it yet. */
  tenu?: boolean
}
export type Serie = FluxAttendu & { arrivees: readonly Arrivee[] }

export type Regles = {
  /** Day of the month by which the monthly flow of the month before must have come. */
  jourLimite: number
  /** Working days without a daily flow before it is missing. */
  quotidienJours: number
  /** Code of the territory: its public holidays. */
  territoire: string
}

/** A monthly flow that came once is expected for this many months; a daily one for this many. */
const MOIS_ATTENDUS = { mensuel: 4, quotidien: 1 } as const
/** How far back arrivals count. */
export const MOIS_LUS = 12

const jour = (texte: string) => Temporal.PlainDate.from(texte)
const mois = (texte: string) => Temporal.PlainYearMonth.from(texte.slice(0, 7))
const plusJours = (texte: string, days: number) => jour(texte).add({ days }).toString()
export const plusMois = (texte: string, months: number) => mois(texte).add({ months }).toString()

/** The month 'YYYY-MM' that a monthly flow tells of: that of its reference day, else the one before it came. */
export const moisDuFlux = ({ reference, recuLe }: Arrivee) => reference?.slice(0, 7) ?? plusMois(recuLe, -1)

/** Last day on which the monthly flow of a month may come. */
export const limiteDuMois = (moisFlux: string, { jourLimite }: Regles) =>
  mois(plusMois(moisFlux, 1)).toPlainDate({ day: jourLimite }).toString()

/** It says that others will come: neither one refused, nor one that nobody confirmed, which anybody may forge. */
const faitFoi = ({ statut, tenu }: Arrivee) => statut === 'recu' && !tenu

export type Mensuel = { mois: string; limite: string; etat: EtatFlux; arrivee: Arrivee | null }

/** What becomes of the monthly flow of a month as of a day; null: it isn't expected. */
export function mensuelDe(serie: Serie, moisFlux: string, regles: Regles, aujourdhui: string): Mensuel | null {
  const limite = limiteDuMois(moisFlux, regles)
  const siens = serie.arrivees.filter(a => moisDuFlux(a) === moisFlux)
  const arrivee = siens.findLast(a => a.statut === 'recu') ?? siens.at(-1) ?? null
  if (arrivee) return { mois: moisFlux, limite, etat: arrivee.statut, arrivee }
  const depuis = `${plusMois(limite, -MOIS_ATTENDUS.mensuel)}-01`
  const attendu =
    serie.arrivees.some(a => faitFoi(a) && moisDuFlux(a) < moisFlux) && serie.arrivees.some(a => a.recuLe >= depuis)
  if (!attendu) return null
  const suivant = serie.arrivees.some(a => a.statut === 'recu' && moisDuFlux(a) > moisFlux)
  const etat = suivant ? 'manquant' : aujourdhui > limite ? 'en-retard' : 'attendu'
  return { mois: moisFlux, limite, etat, arrivee: null }
}

export type Quotidien = { jour: string; etat: EtatFlux | null; arrivees: Arrivee[] }

/** Working days from one day to another, both excluded. */
function ouvresEntre(debut: string, fin: string, territoire: string): string[] {
  const ouvres: string[] = []
  for (let j = plusJours(debut, 1); j < fin; j = plusJours(j, 1)) if (estOuvre(j, territoire)) ouvres.push(j)
  return ouvres
}

/** The working days without a daily flow that follow a day on which one came, up to the next one or to today, today excluded. */
type Trou = { jours: string[]; ferme: boolean }

function trousDe(serie: Serie, regles: Regles, aujourdhui: string): Trou[] {
  if (!serie.arrivees.some(faitFoi)) return []
  // A file sent late still covers the day it tells of.
  const couverts = [...new Set(serie.arrivees.flatMap(a => [a.recuLe, a.reference ?? a.recuLe]))]
    .filter(j => j <= aujourdhui)
    .sort()
  return couverts.flatMap((debut, i) => {
    const suivant = couverts[i + 1]
    const fin = suivant ?? aujourdhui
    // Without news for a month, it isn't expected any more.
    if (fin > jour(debut).add({ months: MOIS_ATTENDUS.quotidien }).toString()) return []
    const jours = ouvresEntre(debut, fin, regles.territoire)
    return jours.length >= regles.quotidienJours ? [{ jours, ferme: suivant !== undefined }] : []
  })
}

/** The days of a month 'YYYY-MM', as far as a daily flow is concerned. A working day without it is nothing until too many follow. */
export function quotidiensDe(serie: Serie, moisLu: string, regles: Regles, aujourdhui: string): Quotidien[] {
  const trous = trousDe(serie, regles, aujourdhui)
  return joursDuMois(moisLu).map(j => {
    const arrivees = serie.arrivees.filter(a => a.recuLe === j)
    const trou = trous.find(t => t.jours.includes(j))
    const etat = arrivees.length
      ? arrivees.some(a => a.statut === 'recu')
        ? 'recu'
        : 'refuse'
      : trou && (trou.ferme ? 'manquant' : 'en-retard')
    return { jour: j, etat: etat ?? null, arrivees }
  })
}

/** Every day of a month 'YYYY-MM'. */
export function joursDuMois(moisLu: string): string[] {
  const { daysInMonth } = mois(moisLu)
  return Array.from({ length: daysInMonth }, (_, i) => `${moisLu}-${String(i + 1).padStart(2, '0')}`)
}

/**
 * A flow that should be there and isn't. `occurrence` names it for ever: first day of the month it tells of, or first working day
 * without it; `depuis`: the first day on which it was missing.
 */
export type Manque = FluxAttendu & {
  occurrence: string
  depuis: string
  etat: 'en-retard' | 'manquant'
  /** Daily flows: working days without it. */
  jours: number
}

/** Everything that is missing as of a day. */
export function manquesAu(series: readonly Serie[], regles: Regles, aujourdhui: string): Manque[] {
  return series.flatMap(serie => {
    const { arrivees: _, ...flux } = serie
    return serie.rythme === 'mensuel'
      ? mensuelsManques(serie, flux, regles, aujourdhui)
      : trousDe(serie, regles, aujourdhui)
          .filter(t => !t.ferme)
          .map(({ jours }) => ({
            ...flux,
            occurrence: jours[0] ?? aujourdhui,
            depuis: jours[regles.quotidienJours - 1] ?? aujourdhui,
            etat: 'en-retard' as const,
            jours: jours.length,
          }))
  })
}

function mensuelsManques(serie: Serie, flux: FluxAttendu, regles: Regles, aujourdhui: string): Manque[] {
  return Array.from({ length: MOIS_ATTENDUS.mensuel + 1 }, (_, i) =>
    plusMois(aujourdhui, i - MOIS_ATTENDUS.mensuel - 1),
  )
    .map(m => mensuelDe(serie, m, regles, aujourdhui))
    .flatMap(lu =>
      lu?.etat === 'en-retard' || lu?.etat === 'manquant'
        ? [{ ...flux, occurrence: `${lu.mois}-01`, depuis: plusJours(lu.limite, 1), etat: lu.etat, jours: 0 }]
        : [],
    )
}
