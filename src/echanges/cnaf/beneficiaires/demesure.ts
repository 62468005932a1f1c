import { direExces } from '../../../import/import.ts'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import type { CodeParametreFlux, PartOrganisme } from './rapport.ts'

/** Days over which what flows did without anybody confirming it adds up: many small files destroy as much as a large one. */
export const JOURS_AJOUTES = 30
/** Past periods of as many days looked at, to know what is usual: one is no habit, nor three. */
export const PERIODES = 6
/** Beyond this many times what is usual, it isn't. */
const FOIS_HABITUEL = 2
/** Beyond this share, whatever is usual, somebody looks. Households may change several times in thirty days: they have none. */
const PLAFOND = 0.5

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
/** What flows did of one organism, together: of how much, how many of each of MESURES (null: not counted then). */
export type Faits = { avant: Base; chiffres: readonly (number | null)[] }
/** How many flows (`fois`) they are; `ancien`: monthly ones, and a later month was told since. */
export type Recents = Faits & { fois: number; ancien: boolean }
/** In which of the PERIODES (0: the last), looked at by somebody (`confirme`) or not. */
export type Anciens = Faits & { periode: number; confirme: boolean }

/** What a report says of one organism. */
export const lesFaits = (part: PartOrganisme): Faits => ({
  avant: part.avant,
  chiffres: MESURES.map(({ chemin }) => chemin.reduce<unknown>(dans, part) as number | null),
})
const dans = (objet: unknown, cle: string) => (objet as Record<string, unknown>)[cle] ?? null

/** Flows applied before, of one organism, but its first. */
export type Histoire = {
  /** In JOURS_AJOUTES, since the last that somebody confirmed. */
  recents: readonly Recents[]
  /** In the PERIODES before: they teach what is usual, which what was confirmed yesterday doesn't yet. */
  habitudes: readonly Anciens[]
  /** The least that was known since the last confirmation, up to the first of `recents`; null: nothing was applied since. */
  base: Base | null
}

/**
 * Why this flow has to be looked at before it is applied: what it does too much of, by itself, or else with those applied in thirty days
 * since the last that somebody confirmed. Too much is more than the share of the parameter, and than twice what is usually done in as
 * many days, up to half. What nobody confirmed teaches no more than the parameter, and what it brings in doesn't make the others look
 * smaller. `organisme`: whose households are measured. Null: it may be applied.
 */
export function direDemesure(
  flux: Faits,
  { recents, habitudes, base }: Histoire,
  seuils: Seuils,
  organisme: string,
): string | null {
  const plusPetite = (sur: Mesure['sur']) => Math.min(base?.[sur] ?? flux.avant[sur], flux.avant[sur])
  const connus = recents.length && base ? base : { foyers: plusPetite('foyers'), droits: plusPetite('droits') }
  const lui = { ...flux, fois: 1, ancien: false }
  const seul = horsMesure([lui], habitudes, connus, seuils)
  if (seul.length) return direExces('Ce flux', organisme, seul)
  if (recents.length === 0) return null
  const ensemble = horsMesure([lui, ...recents], habitudes, connus, seuils)
  const autres = somme(recents, p => p.fois)
  const avec = `Ce flux, avec ${pluriel(autres, 'autre')} en ${JOURS_AJOUTES}\u00a0jours,`
  return ensemble.length ? direExces(avec, organisme, ensemble) : null
}

/** What these flows do too much of together, of what was known (`base`). */
function horsMesure(
  flux: readonly Recents[],
  habitudes: readonly Anciens[],
  base: Base,
  { parts, garde }: Seuils,
): string[] {
  return MESURES.flatMap(({ parametre, sur, dire, parMois }, mesure) => {
    const seuil = parts[parametre] / 100
    const combien = (p: Faits) => p.chiffres[mesure] ?? 0
    const part = (p: Faits) => combien(p) / Math.max(p.avant[sur], garde)
    // What nobody looked at teaches no more than the share of the parameter: or one would climb by steps.
    const usuelle = mediane(
      Array.from({ length: PERIODES }, (_, periode) => {
        const faits = (confirme: boolean) => habitudes.filter(p => p.periode === periode && p.confirme === confirme)
        return somme(faits(true), part) + Math.min(somme(faits(false), part), seuil)
      }),
    )
    const admise = Math.max(seuil, Math.min(FOIS_HABITUEL * usuelle, parMois ? Number.POSITIVE_INFINITY : PLAFOND))
    const total = somme(parMois ? flux.filter(p => !p.ancien) : flux, combien)
    const connus = base[sur]
    const faite = total / Math.max(connus, garde)
    if (faite <= admise) return []
    const dit = pluriel(total, ...dire)
    if (connus < garde) return [`${dit}, pour ${pluriel(connus, ...CONNUS[sur])}`]
    const habituel = usuelle > 0 ? `, d’habitude ${pourcent(usuelle)} en ${JOURS_AJOUTES}\u00a0jours` : ''
    return [`${dit} sur ${nombre(connus)} (${pourcent(faite)}${habituel})`]
  })
}

const pourcent = (part: number) => `${nombre(Math.round(part * 100))}\u00a0%`

const somme = <T>(de: readonly T[], combien: (un: T) => number): number => de.reduce((n, un) => n + combien(un), 0)

function mediane(parts: readonly number[]): number {
  const triees = parts.toSorted((a, b) => a - b)
  return triees[Math.floor((triees.length - 1) / 2)] ?? 0
}
