import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Version } from '../../echanges/cnaf/beneficiaires/lire/foyer-flux.ts'
import { type Commune, communesDuDepartement, territoireDe } from './communes.ts'
import { ecrireFlux } from './fichier.ts'
import { entrer, type Monde, type SanctionEcrite } from './foyer.ts'
import { type HistoireFoyer, inscrireHistoire } from './histoires.ts'
import { dernierJour, jourDe, moisDe, premierJour, texteDe } from './jours.ts'
import { cloreMois, joursDeFluxQuotidien, joursOuvresDeFlux, ouvrirMois, vivreJour } from './mois.ts'
import { foyerDuStock } from './population.ts'

export type OptionsFlux = {
  /** Households of the first monthly file, stories not counted. */
  foyers: number
  /** Monthly files. */
  mois: number
  graine: number
  /** 'YYYY-MM', reference month of the first file. */
  debut: string
  dossier: string
  departement: string
  /** VRSB0801 by default; VRSD0301 and VRSD0101 tell the same population. */
  version?: Version
  /** Daily files between two monthly ones; true by default. Monthly files are the same without them. */
  quotidiens?: boolean
  /** The département's own by default. */
  communes?: readonly Commune[]
  ajouts?: readonly HistoireFoyer[]
  /** 'YYYY-MM-DD' in the month after the last monthly file: writes a daily file each working day of that month up to this day. */
  jusquAu?: string
}

/** `recuLe`: day the département receives the file, the 3rd of the next month for a monthly one, the day itself for a daily one. */
export type FluxEcrit = { fichier: string; type: 'M' | 'I'; dateReference: string; recuLe: string }

/**
 * Writes the beneficiaries flows of a population that lives, and returns them in the order of their reception: a monthly file (the
 * state on its last day), the daily files of the month after it, and so on. Same options, same bytes. Refuses (RangeError) an
 * unknown month, a département without commune, or an ill-formed story.
 */
export const genererFlux = async (options: OptionsFlux): Promise<FluxEcrit[]> => (await genererVies(options)).flux

/**
 * The same, with ways to write one more file from how these households stand at the end: `retour`, a daily one, tells in VRSD0101, the
 * day it is received, the households of `sanctions` (by claim number) and what the fund took from them; `coupe` is the last monthly file
 * made again on a day, with half of its households: what an extraction that stopped midway gives.
 */
export async function genererVies(options: OptionsFlux) {
  const { departement, dossier } = options
  const premier = moisDe(options.debut)
  const fin = options.jusquAu ? jourDe(options.jusquAu) : dernierJour(premier + options.mois - 1)
  const monde = await monder(options, fin)
  await mkdir(dossier, { recursive: true })
  const ecrits: FluxEcrit[] = []

  async function mensuel(mois: number): Promise<void> {
    const texte = texteDe(dernierJour(mois))
    const fichier = join(dossier, `RSABEM_${departement}_${texte.slice(0, 7).replace('-', '')}.xml`)
    const flux = { fichier, type: 'M' as const, dateReference: texte, recuLe: texteDe(premierJour(mois + 1) + 2) }
    await ecrireFlux(monde, flux, mois, monde.foyers)
    ecrits.push(flux)
    cloreMois(monde, mois)
  }

  async function quotidien(jour: number, mois: number): Promise<void> {
    const texte = texteDe(jour)
    const fichier = join(dossier, `RSABEI_${departement}_${texte.replaceAll('-', '')}.xml`)
    const flux = { fichier, type: 'I' as const, dateReference: texte, recuLe: texte }
    await ecrireFlux(monde, flux, mois, monde.touches.keys())
    ecrits.push(flux)
    monde.touches.clear()
  }

  peupler(monde, options, premier)
  await mensuel(premier)
  for (let mois = premier + 1; premierJour(mois) <= fin; mois++) {
    ouvrirMois(monde, mois)
    const envois = joursDEnvoi(options, mois, premier)
    for (let jour = premierJour(mois); jour <= Math.min(fin, dernierJour(mois)); jour++) {
      vivreJour(monde, jour)
      if (envois.includes(jour)) await quotidien(jour, mois)
    }
    monde.touches.clear()
    if (mois < premier + options.mois) await mensuel(mois)
  }
  async function retour(le: string, sanctions: ReadonlyMap<string, readonly SanctionEcrite[]>): Promise<FluxEcrit> {
    const fichier = join(dossier, `RSABEI_${departement}_${le.replaceAll('-', '')}_VRSD0101.xml`)
    const flux = { fichier, type: 'I' as const, dateReference: le, recuLe: le }
    const cites = monde.foyers.filter(f => sanctions.has(f.demande))
    await ecrireFlux({ ...monde, version: 'VRSD0101', sanctions }, flux, moisDe(le.slice(0, 7)), cites)
    return flux
  }
  async function coupe(le: string): Promise<FluxEcrit> {
    const dernier = ecrits.findLast(f => f.type === 'M') ?? { dateReference: le }
    const fichier = join(dossier, `RSABEM_${departement}_${le.replaceAll('-', '')}_refait.xml`)
    const flux = { fichier, type: 'M' as const, dateReference: dernier.dateReference, recuLe: le }
    const gardes = monde.foyers.slice(0, Math.ceil(monde.foyers.length / 2))
    await ecrireFlux(monde, flux, moisDe(flux.dateReference.slice(0, 7)), gardes)
    return flux
  }
  return { flux: ecrits, retour, coupe }
}

/** Days with a daily file: a few a month, and every working day of the month that `jusquAu` leaves open, where agents are at work. */
function joursDEnvoi({ quotidiens, graine, mois: mensuels }: OptionsFlux, mois: number, premier: number): number[] {
  if (quotidiens === false) return []
  return mois < premier + mensuels ? joursDeFluxQuotidien(graine, mois) : joursOuvresDeFlux(mois)
}

async function monder(options: OptionsFlux, fin: number): Promise<Monde> {
  const { departement, graine } = options
  return {
    graine,
    departement,
    territoire: territoireDe(options.communes ?? (await communesDuDepartement(departement)), departement),
    foyers: [],
    agenda: new Map(),
    etapes: new Map(),
    touches: new Map(),
    dernierJour: fin,
    version: options.version ?? 'VRSB0801',
    prochaineDemande: 10_000_000,
    prochainFoyer: 1,
    prochainePersonne: 1,
    ordresNir: new Uint16Array(2400),
    sanctions: null,
  }
}

/** The first month has no daily file: the stock is drawn as it stands on its last day, and stories make their steps of that month. */
function peupler(monde: Monde, options: OptionsFlux, mois: number): void {
  const fin = dernierJour(mois)
  for (let rang = 1; rang <= options.foyers; rang++) entrer(monde, foyerDuStock(monde, rang, fin))
  for (const histoire of options.ajouts ?? []) inscrireHistoire(monde, histoire, mois)
  for (let jour = premierJour(mois); jour <= fin; jour++) for (const etape of monde.etapes.get(jour) ?? []) etape()
  monde.touches.clear()
}
