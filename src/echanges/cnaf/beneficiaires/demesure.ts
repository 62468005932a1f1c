import { direExces } from '../../../import/import.ts'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import type { CodeParametreFlux, PartOrganisme, Rapport } from './rapport.ts'

/** Past flows of a kind looked at, to know what is usual. */
export const PASSES = 6
/** Beyond this many times what is usual, a flow isn't. */
const FOIS_HABITUEL = 2
/** Days over which what flows did without anybody confirming it adds up: many small files destroy as much as a large one. */
export const JOURS_AJOUTES = 30

type Mesure = {
  /** The share beyond which it is too much, in hundredths. */
  parametre: CodeParametreFlux
  sur: 'foyers' | 'droits'
  /** Where a report says how many, of one organism; nothing in those of flows applied before they were counted. */
  chemin: readonly string[]
  dire: readonly [string, string]
  /** Each month says most households anew: those of an earlier month say nothing of how much this one changes. */
  parMois?: true
}

/** What a flow does to those known, that a forged or cut file does to many at once. */
export const MESURES: readonly Mesure[] = [
  {
    ...{ parametre: 'flux.disparus-part', sur: 'foyers', chemin: ['foyers', 'disparus'] },
    dire: ['foyer n’est plus dans le fichier', 'foyers ne sont plus dans le fichier'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', chemin: ['sorties'] },
    dire: ['personne perdrait son droit', 'personnes perdraient leur droit'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', chemin: ['atteintes', 'suspendus'] },
    dire: ['droit serait suspendu', 'droits seraient suspendus'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'droits', chemin: ['atteintes', 'dispenses'] },
    dire: [
      'personne ne serait plus soumise aux droits et devoirs',
      'personnes ne seraient plus soumises aux droits et devoirs',
    ],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'pris'] },
    dire: ['foyer serait pris à une autre caisse', 'foyers seraient pris à une autre caisse'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'cedes'] },
    dire: ['de ses foyers serait pris par une autre caisse', 'de ses foyers seraient pris par une autre caisse'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'deplaces'] },
    dire: [
      'foyer verrait l’un des siens passer sous un autre numéro',
      'foyers verraient l’un des leurs passer sous un autre numéro',
    ],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'demenages'] },
    dire: ['foyer changerait d’adresse', 'foyers changeraient d’adresse'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'renommes'] },
    dire: ['foyer verrait l’un des siens changer d’identité', 'foyers verraient l’un des leurs changer d’identité'],
  },
  {
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'recomposes'] },
    dire: ['foyer gagnerait ou perdrait l’un des siens', 'foyers gagneraient ou perdraient l’un des leurs'],
  },
  {
    ...{ parametre: 'flux.modifies-part', sur: 'foyers', chemin: ['foyers', 'modifies'], parMois: true },
    dire: ['foyer changerait', 'foyers changeraient'],
  },
  {
    // Read from another format, each household seems to change: what changes of them is measured by how many they are.
    ...{ parametre: 'flux.sorties-part', sur: 'foyers', chemin: ['atteintes', 'relus'] },
    dire: ['foyer serait relu dans un autre format', 'foyers seraient relus dans un autre format'],
  },
  {
    ...{ parametre: 'flux.entrants-part', sur: 'droits', chemin: ['entrees'] },
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

export type Base = Record<Mesure['sur'], number>
/** What a flow did of one organism, or several (`fois`) together: of how much, how many of each of MESURES (null: not counted then). */
export type Passe = {
  quotidien: boolean
  confirme: boolean
  /** Monthly, and a later month was told since. */
  ancien: boolean
  fois: number
  avant: Base
  chiffres: readonly (number | null)[]
}
/** What a report says of one organism. */
export const unePasse = (part: PartOrganisme, { flux, confirme = false }: Rapport): Passe => ({
  ...{ quotidien: flux.type === 'I', confirme, ancien: false, fois: 1, avant: part.avant },
  chiffres: MESURES.map(({ chemin }) => chemin.reduce<unknown>(dans, part) as number | null),
})
const dans = (objet: unknown, cle: string) => (objet as Record<string, unknown>)[cle] ?? null

/** Flows applied before, of one organism, but its first. */
export type Histoire = {
  /** In JOURS_AJOUTES, since the last that somebody confirmed, added up. */
  recents: readonly Passe[]
  /** Those of before that, the last first: they teach what is usual, which what was confirmed yesterday doesn't yet. */
  habitudes: readonly Passe[]
  /** The least that was known since the last confirmation, up to the first of `recents`; null: nothing was applied since. */
  base: Base | null
}

/**
 * Why this flow has to be looked at before it is applied: what it does too much of, by itself, or else with those applied in thirty days
 * since the last that somebody confirmed. Too much is more than the share of the parameter, and than twice what such flows, monthly or
 * daily, usually do. Flows that nobody confirmed teach no more than the parameter, and what they bring in doesn't make the others look
 * smaller. `organisme`: whose households are measured. Null: it may be applied.
 */
export function direDemesure(
  flux: Passe,
  { recents, habitudes, base }: Histoire,
  seuils: Seuils,
  organisme: string,
): string | null {
  const plusPetite = (sur: Mesure['sur']) => Math.min(base?.[sur] ?? flux.avant[sur], flux.avant[sur])
  const connus = recents.length && base ? base : { foyers: plusPetite('foyers'), droits: plusPetite('droits') }
  const seul = horsMesure([flux], habitudes, connus, seuils)
  if (seul.length) return direExces('Ce flux', organisme, seul)
  if (recents.length === 0) return null
  const ensemble = horsMesure([flux, ...recents], habitudes, connus, seuils)
  const autres = recents.reduce((somme, p) => somme + p.fois, 0)
  const avec = `Ce flux, avec ${pluriel(autres, 'autre')} en ${JOURS_AJOUTES}\u00a0jours,`
  return ensemble.length ? direExces(avec, organisme, ensemble) : null
}

/** What these flows do too much of together, of what was known (`base`). */
function horsMesure(
  flux: readonly Passe[],
  habitudes: readonly Passe[],
  base: Base,
  { parts, garde }: Seuils,
): string[] {
  return MESURES.flatMap(({ parametre, sur, dire, parMois }, mesure) => {
    const comptes = parMois ? flux.filter(p => !p.ancien) : flux
    const seuil = parts[parametre] / 100
    const combien = (p: Passe) => p.chiffres[mesure] ?? 0
    const part = (p: Passe) => combien(p) / Math.max(p.avant[sur], garde)
    const attendues = (enseigne: (passes: readonly Passe[]) => number[]) =>
      comptes.reduce((somme, f) => {
        const memes = habitudes.filter(p => p.quotidien === f.quotidien && p.chiffres[mesure] !== null)
        return somme + f.fois * (mediane(enseigne(memes)) ?? 0)
      }, 0)
    // What nobody looked at teaches no more than the share of the parameter, alone or added up: or one would climb by steps.
    const vues = attendues(passes => passes.filter(p => p.confirme).map(part))
    const toutes = attendues(passes => passes.map(p => (p.confirme ? part(p) : Math.min(part(p), seuil))))
    const attendue = Math.min(toutes, Math.max(seuil, vues))
    const total = comptes.reduce((somme, f) => somme + combien(f), 0)
    const connus = base[sur]
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
