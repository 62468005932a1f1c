import { direExces } from '../../../import/import.ts'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import type { CodeParametreFlux, Rapport } from './rapport.ts'

/** Past flows looked at, to know what is usual. */
export const PASSES = 6
/** Beyond this many times what is usual, a flow isn't. */
const FOIS_HABITUEL = 2
/** Days over which what flows did without anybody confirming it adds up: many small files destroy as much as a large one. */
export const JOURS_AJOUTES = 30

type Mesure = {
  /** The share beyond which it is too much, in hundredths. */
  parametre: CodeParametreFlux
  sur: 'foyers' | 'droits'
  /** How many; undefined of a flow applied before they were counted. */
  combien: (r: Rapport) => number | undefined
  dire: readonly [string, string]
}

/** What a flow does to those known, that a forged or cut file does to many at once. */
export const MESURES: readonly Mesure[] = [
  {
    ...{ parametre: 'flux.disparus-part', sur: 'foyers', combien: r => r.foyers.disparus },
    dire: ['foyer n’est plus dans le fichier', 'foyers ne sont plus dans le fichier'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', combien: r => r.sorties },
    dire: ['personne perdrait son droit', 'personnes perdraient leur droit'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', combien: r => r.atteintes?.suspendus },
    dire: ['droit serait suspendu', 'droits seraient suspendus'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', combien: r => r.atteintes?.dispenses },
    dire: [
      'personne ne serait plus soumise aux droits et devoirs',
      'personnes ne seraient plus soumises aux droits et devoirs',
    ],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', combien: r => r.atteintes?.pris },
    dire: ['foyer serait pris à une autre caisse', 'foyers seraient pris à une autre caisse'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', combien: r => r.atteintes?.cedes },
    dire: ['de ses foyers serait pris par une autre caisse', 'de ses foyers seraient pris par une autre caisse'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', combien: r => r.atteintes?.demenages },
    dire: ['foyer changerait d’adresse', 'foyers changeraient d’adresse'],
  },
  {
    // Read from another format, each household seems to change: that alone says nothing.
    ...{ parametre: 'flux.modifies-part', sur: 'foyers', combien: r => (r.atteintes?.relu ? 0 : r.foyers.modifies) },
    dire: ['foyer changerait', 'foyers changeraient'],
  },
  {
    ...{ parametre: 'flux.entrants-part', sur: 'droits', combien: r => r.entrees },
    dire: ['personne entrerait', 'personnes entreraient'],
  },
]

const CONNUS: Record<Mesure['sur'], Mesure['dire']> = {
  foyers: ['foyer connu', 'foyers connus'],
  droits: ['droit ouvert', 'droits ouverts'],
}

export type Seuils = {
  /** Share of each measure, by its parameter, in hundredths. */
  parts: Record<CodeParametreFlux, number>
  /** A smaller organism is measured as if it had as many households as that. */
  garde: number
}
/** Flows applied before, or what they did of one organism, the last first, but a starting stock. `recent`: within JOURS_AJOUTES. */
export type Passe = { rapport: Rapport; recent: boolean }

const quotidien = (r: Rapport) => r.flux.type === 'I'

/** What a flow did of this organism; of one applied before they were told apart, all it did if it held it (`organismes`). */
export function partDe(rapport: Rapport, organisme: string, organismes: readonly string[]): Rapport | null {
  if (!rapport.parOrganisme) return organismes.includes(organisme) ? rapport : null
  const part = rapport.parOrganisme[organisme]
  return part && !part.premier ? { ...rapport, ...part, foyers: { ...rapport.foyers, ...part.foyers } } : null
}

/**
 * Why this flow has to be looked at before it is applied: what it does too much of, by itself, or else with those applied in thirty days
 * since the last that somebody confirmed. Too much is more than the share of the parameter, and than twice what such flows, monthly or
 * daily, usually do. Flows that nobody confirmed teach no more than the parameter. `organisme`: whose households
 * are measured. Null: it may be applied.
 */
export function direDemesure(
  rapport: Rapport,
  passes: readonly Passe[],
  seuils: Seuils,
  organisme: string,
): string | null {
  const seul = horsMesure([rapport], passes, seuils)
  if (seul.length) return direExces('Ce flux', organisme, seul)
  const vu = passes.findIndex(p => p.rapport.confirme)
  const jusque = passes.findIndex(p => !p.recent)
  const fin = Math.min(...[vu, jusque, passes.length].filter(n => n >= 0))
  const recents = passes.slice(0, fin).map(p => p.rapport)
  if (recents.length === 0) return null
  const ensemble = horsMesure([rapport, ...recents], passes.slice(fin), seuils)
  const avec = `Ce flux, avec ${pluriel(fin, 'autre')} en ${JOURS_AJOUTES}\u00a0jours,`
  return ensemble.length ? direExces(avec, organisme, ensemble) : null
}

/** What these flows do too much of together, of what was known when the first of them came. */
function horsMesure(flux: readonly Rapport[], avant: readonly Passe[], { parts, garde }: Seuils): string[] {
  return MESURES.flatMap(({ parametre, sur, combien, dire }) => {
    const seuil = parts[parametre] / 100
    const part = (r: Rapport) => (combien(r) ?? 0) / Math.max(r.avant[sur], garde)
    const attendues = (enseigne: (passes: readonly Rapport[]) => number[]) =>
      flux.reduce((somme, r) => {
        const memes = avant.map(p => p.rapport).filter(p => quotidien(p) === quotidien(r) && combien(p) !== undefined)
        return somme + (mediane(enseigne(memes.slice(0, PASSES))) ?? 0)
      }, 0)
    // What nobody looked at teaches no more than the share of the parameter, alone or added up: or one would climb by steps.
    const vues = attendues(passes => passes.filter(p => p.confirme).map(part))
    const toutes = attendues(passes => passes.map(p => (p.confirme ? part(p) : Math.min(part(p), seuil))))
    const attendue = Math.min(toutes, Math.max(seuil, vues))
    const total = flux.reduce((somme, r) => somme + (combien(r) ?? 0), 0)
    const connus = Math.max(...flux.map(r => r.avant[sur]))
    const faite = total / Math.max(connus, garde)
    if (faite <= Math.max(seuil, FOIS_HABITUEL * attendue)) return []
    const dit = pluriel(total, ...dire)
    if (connus < garde) return [`${dit}, pour ${pluriel(connus, ...CONNUS[sur])}`]
    return [
      `${dit} sur ${nombre(connus)} (${pourcent(faite)}${attendue > 0 ? `, d’habitude ${pourcent(attendue)}` : ''})`,
    ]
  })
}

const pourcent = (part: number) => `${nombre(Math.round(part * 100))}\u00a0%`

function mediane(parts: readonly number[]): number | null {
  const triees = parts.toSorted((a, b) => a - b)
  return triees[Math.floor((triees.length - 1) / 2)] ?? null
}
