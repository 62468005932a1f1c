import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Refusal } from '../socle/refusal.ts'

/** A commune (INSEE code) or an EPCI (SIREN) with its name. */
export type Lieu = { code: string; nom: string }
export type Epci = Lieu & { communes: string[] }

const chemin = createRequire(import.meta.url)
function lire<T>(fichier: string): T {
  return JSON.parse(readFileSync(chemin.resolve(`@etalab/decoupage-administratif/data/${fichier}.json`), 'utf8')) as T
}

/**
 * A name as it is shown. The spaces that the INSEE writes inside a name, but after its first article, are part of it and don't break:
 * « Vire Normandie » isn't « Vire-Normandie », whatever reads it next (`communeLisible`).
 */
const nommer = (nom: string) => nom.replaceAll("'", '’').replace(/(?<!^L(?:e|a|es)) /g, '\u00a0')

/** The demo territory is invented: its communes are ours. */
const INVENTE = new URL('../../donnees/decoupage-99.json', import.meta.url)
type CommuneInventee = Lieu & { epci: string }

function decoupageInvente(): { communes: Lieu[]; epci: Epci[] } {
  const { communes, epci } = JSON.parse(readFileSync(INVENTE, 'utf8')) as { communes: CommuneInventee[]; epci: Lieu[] }
  return {
    communes: communes.map(({ code, nom }) => ({ code, nom: nommer(nom) })),
    epci: epci.map(e => ({ ...e, communes: communes.filter(c => c.epci === e.code).map(c => c.code) })),
  }
}

type Commune = Lieu & { type: string; departement?: string; codesPostaux?: string[] }
const ACTUELLE = 'commune-actuelle'

let index: { parCode: Map<string, string>; parCodePostal: Map<string, string[]> } | null = null

/** The names of all the communes of France, and of the arrondissements and former communes that a code still names. */
function indexDeFrance() {
  if (index) return index
  const communes = lire<Commune[]>('communes')
  // A former commune sometimes keeps the code of the one that took its place: that one is named.
  const actuellesEnDernier = communes.toSorted((a, b) => Number(a.type === ACTUELLE) - Number(b.type === ACTUELLE))
  const parCodePostal = new Map<string, string[]>()
  for (const { nom, type, codesPostaux = [] } of communes)
    if (type === ACTUELLE)
      for (const code of codesPostaux) parCodePostal.set(code, [...(parCodePostal.get(code) ?? []), nommer(nom)])
  index = { parCode: new Map(actuellesEnDernier.map(c => [c.code, nommer(c.nom)])), parCodePostal }
  return index
}

/** Those of these INSEE codes that name a place of France, wherever it is, with its official name. */
export function nommeesAilleurs(codes: readonly string[]): Lieu[] {
  if (!codes.length) return []
  const { parCode } = indexDeFrance()
  return codes.flatMap(code => {
    const nom = parCode.get(code)
    return nom ? [{ code, nom }] : []
  })
}

/** The official names of the communes that a postal code serves. */
export const communesDuCodePostal = (code: string): readonly string[] => indexDeFrance().parCodePostal.get(code) ?? []

const connus = new Map<string, { communes: Lieu[]; epci: Epci[] }>()

/**
 * The communes and EPCI of a département, by its INSEE code ('59', '2A', '974'); empty lists for a code that isn't one.
 * An EPCI across two départements keeps only the communes of this one. Source: Code officiel géographique and BANATIC, by Etalab.
 */
export function decoupageDe(departement: string): { communes: Lieu[]; epci: Epci[] } {
  const connu = connus.get(departement)
  if (connu) return connu
  if (departement === '99') {
    const invente = decoupageInvente()
    connus.set(departement, invente)
    return invente
  }
  const communes = lire<Commune[]>('communes')
    .filter(c => c.type === ACTUELLE && c.departement === departement)
    .map(({ code, nom }) => ({ code, nom: nommer(nom) }))
  const ici = new Set(communes.map(c => c.code))
  const epci = lire<(Lieu & { membres: Lieu[] })[]>('epci')
    .map(({ code, nom, membres }) => ({ code, nom, communes: membres.map(m => m.code).filter(c => ici.has(c)) }))
    .filter(e => e.communes.length > 0)
  const parNom = (a: Lieu, b: Lieu) => a.nom.localeCompare(b.nom, 'fr')
  const trouve = { communes: communes.sort(parNom), epci: epci.sort(parNom) }
  connus.set(departement, trouve)
  return trouve
}

/**
 * Refuses a commune outside the territory: nobody there could ever be oriented to who serves it, nor seen by who works for it. A
 * territory that isn't a département takes any. `champ`: the field to correct.
 */
export function exigerCommunes(departement: string, codes: readonly string[] | null, champ: string): void {
  const { communes } = decoupageDe(departement)
  if (communes.length === 0 || !codes?.some(code => !communes.some(c => c.code === code))) return
  const message = 'Une de ces communes n’est pas dans le territoire. Choisissez-les dans la liste.'
  throw new Refusal('invalid', 'commune-hors-territoire', message, [{ champ, message }])
}

/**
 * The communes of a filter: those named, those of the EPCI named, those in both when both are given; null is the whole territory.
 * `commune` and `epci`: codes separated by commas. Refuses an EPCI that isn't in the département.
 */
export function communesFiltrees(
  departement: string,
  { commune, epci }: { commune?: string; epci?: string },
): string[] | null {
  const choisies = commune ? commune.split(',') : null
  if (!epci) return choisies
  const duEpci = epci.split(',').flatMap(code => {
    const trouve = decoupageDe(departement).epci.find(e => e.code === code)
    if (!trouve) {
      const message = 'Cette intercommunalité n’est pas dans le département. Choisissez-en une dans la liste.'
      throw new Refusal('invalid', 'epci-inconnu', message, [{ champ: 'epci', message }])
    }
    return trouve.communes
  })
  return choisies ? choisies.filter(c => duEpci.includes(c)) : duEpci
}
