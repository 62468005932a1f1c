import { Refusal } from '../../socle/refusal.ts'
import { lisible } from '../../socle/saisie/lisible.ts'
import { reparerAccents } from '../accents.ts'
import type { Source } from '../source.ts'
import { lireCsv } from './csv.ts'
import { FEUILLES_VUES_MAX } from './limites.ts'
import { estVide, formeComparable, lettreColonne } from './texte.ts'
import { lireXlsx } from './xlsx.ts'

/**
 * A row as it stands in the file: its number there, its cells as text (days as YYYY-MM-DD). `accentsRepares`: it came with letters read
 * twice, put back here.
 */
export type Rangee = { ligne: number; cellules: string[]; accentsRepares?: boolean }
/** A file that holds a table. `feuilles` is empty for a text file; `description`: « CSV, windows-1252, point-virgule ». */
export type Fichier = {
  format: 'csv' | 'xlsx'
  description: string
  feuilles: readonly string[]
  feuille: string | null
  /** `lus`: told how many bytes were read so far, by formats read in order. */
  rangees: (lus?: (octets: number) => void) => AsyncIterable<Rangee>
}
/** Rows asked for: up to a number, and no others than these. */
export type Voulues = { jusqua?: number; seules?: ReadonlySet<number> }
/** A file opened by the reader of tables, here or elsewhere. */
export type Ouvert = Omit<Fichier, 'rangees'> & { rangees: (voulues?: Voulues) => AsyncIterable<Rangee> }
/** A table: its headers, then its rows, read again from the file at each call, without the blank ones. */
export type Tableau = Omit<Fichier, 'rangees'> & {
  entetes: readonly string[]
  ligneEntete: number
  /** Its first rows came with letters read twice. */
  accentsRepares: boolean
  lignes: (seules?: ReadonlySet<number>) => AsyncIterable<Rangee>
}

/** How many of these cells are titles that the lists of the caller know. */
export type CompteurEntetes = (cellules: readonly string[]) => number

const LIGNES_AVANT_ENTETE = 20
const ENTETES_MAX = 200

/**
 * Finds the table in a CSV or XLSX file: format and encoding by its bytes, headers in its first twenty lines. Memory doesn't grow
 * with the rows. Refuses what isn't a table, in words: old .xls, password, empty. `ouvrirFeuille`: who reads it, this process unless said.
 */
export async function lireTableau(
  source: Source,
  feuille: string | null,
  compterConnus: CompteurEntetes,
  ouvrirFeuille: (feuille: string | null) => Promise<Ouvert> = nom => ouvrir(source, nom),
): Promise<Tableau> {
  const { fichier, premieres, entete } = await choisirFeuille(ouvrirFeuille, feuille, compterConnus)
  if (!entete) throw pasUnTableau(premieres.length === 0)
  const suivantes = premieres.filter(r => r.ligne > entete.ligne)
  const entetes = distinguer(nommer(entete.cellules, suivantes))
  const { rangees, ...description } = fichier
  return {
    ...description,
    entetes,
    ligneEntete: entete.ligne,
    accentsRepares: premieres.some(r => r.accentsRepares),
    lignes: async function* (seules) {
      for await (const rangee of rangees({ seules })) {
        if (rangee.ligne > entete.ligne && rangee.cellules.some(c => c.trim() !== '')) yield rangee
      }
    },
  }
}

/** The sheet asked for; else the first, unless it is a notice and another one has titles that the lists know. */
async function choisirFeuille(
  ouvrirFeuille: (feuille: string | null) => Promise<Ouvert>,
  feuille: string | null,
  compterConnus: CompteurEntetes,
) {
  const lire = async (nom: string | null) => {
    const fichier = await ouvrirFeuille(nom)
    const premieres = await premieresRangees(fichier, LIGNES_AVANT_ENTETE + 5)
    const entete = trouverEntete(premieres, compterConnus)
    return { fichier, premieres, entete, connus: entete ? compterConnus(pleines(entete)) : 0 }
  }
  const premiere = await lire(feuille)
  if (feuille !== null || premiere.connus >= 2) return premiere
  for (const autre of premiere.fichier.feuilles.slice(1, FEUILLES_VUES_MAX)) {
    const lue = await lire(autre)
    if (lue.connus >= 2) return lue
  }
  return premiere
}

/** Opens a file as what it is, by its bytes. */
export async function ouvrir(source: Source, feuille: string | null): Promise<Ouvert> {
  const debut = await lireDebut(source, 8)
  const refus = formatRefuse(debut)
  if (refus) throw refus
  const fichier = await (debut.subarray(0, 4).equals(ZIP) ? lireXlsx(source, feuille) : lireCsv(source))
  return {
    ...fichier,
    rangees: async function* ({ jusqua = Number.POSITIVE_INFINITY, seules } = {}) {
      let restent = seules?.size ?? Number.POSITIVE_INFINITY
      for await (const { ligne, cellules } of fichier.rangees()) {
        if (ligne > jusqua || restent === 0) return
        if (seules && !seules.has(ligne)) continue
        restent--
        // Before what can't be seen is left out: half of a damaged letter may be such a sign.
        const reparees = cellules.map(reparerAccents)
        const accentsRepares = reparees.some((c, i) => c !== cellules[i])
        yield { ligne, cellules: reparees.map(lisible), ...(accentsRepares && { accentsRepares }) }
      }
    },
  }
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** OLE container: a workbook of before 2007, or a recent one under a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

function formatRefuse(debut: Buffer): Refusal | null {
  if (debut.length === 0) return pasUnTableau(true)
  if (debut.subarray(0, 4).equals(OLE)) {
    return new Refusal(
      'invalid',
      'ancien-classeur',
      'Ce classeur est d’un ancien format (.xls) ou protégé par un mot de passe. Ouvrez-le, retirez le mot de passe s’il y en a un, enregistrez-le en .xlsx, puis déposez-le de nouveau.',
    )
  }
  if (debut.subarray(0, 4).toString('latin1') === '%PDF') {
    return new Refusal(
      'invalid',
      'pas-un-tableau',
      'Ce fichier est un PDF. Déposez le tableau lui-même, en .xlsx ou en .csv.',
    )
  }
  return null
}

function pasUnTableau(vide: boolean): Refusal {
  return vide
    ? new Refusal('invalid', 'fichier-vide', 'Ce fichier est vide. Vérifiez que le tableau y a bien été enregistré.')
    : new Refusal(
        'invalid',
        'pas-un-tableau',
        'Ce fichier n’est pas un tableau : aucune de ses vingt premières lignes ne nomme des colonnes. Déposez un .xlsx, ou un .csv dont une ligne porte les titres des colonnes.',
      )
}

/** The first bytes of a source, at most `n`. */
async function lireDebut(source: Source, n: number): Promise<Buffer> {
  const morceaux: Buffer[] = []
  let taille = 0
  for await (const morceau of source.octets()) {
    morceaux.push(morceau)
    taille += morceau.length
    if (taille >= n) break
  }
  return Buffer.concat(morceaux).subarray(0, n)
}

async function premieresRangees(fichier: Ouvert, n: number): Promise<Rangee[]> {
  const rangees: Rangee[] = []
  for await (const rangee of fichier.rangees({ jusqua: n })) {
    if (rangee.cellules.some(c => c.trim() !== '')) rangees.push(rangee)
  }
  return rangees
}

/**
 * The line of headers among the first twenty: the one with the most known headers; else the first with at least two words and no
 * fewer cells than most rows under it. A title alone in its line isn't one.
 */
export function trouverEntete(rangees: readonly Rangee[], compterConnus: CompteurEntetes): Rangee | null {
  const candidates = rangees.filter(r => r.ligne <= LIGNES_AVANT_ENTETE && pleines(r).length >= 2)
  const notees = candidates.map(r => ({ r, connus: compterConnus(pleines(r)) })).toSorted((a, b) => b.connus - a.connus)
  const [mieux] = notees
  if (mieux && mieux.connus >= 2) return mieux.r
  const largeur = Math.max(0, ...rangees.map(r => pleines(r).length))
  return candidates.find(r => pleines(r).length >= largeur / 2 && pleines(r).every(c => /\p{L}/u.test(c))) ?? null
}
const pleines = (r: Rangee) => r.cellules.filter(c => c.trim() !== '')

/**
 * Headers as they are shown; a column with values and no header gets the letter it has in a spreadsheet. Past the last header, it
 * is a column when most rows have it: one row alone has a separator too many.
 */
function nommer(cellules: readonly string[], suivantes: readonly Rangee[]): string[] {
  const largeur = Math.min(ENTETES_MAX, Math.max(cellules.length, ...suivantes.map(r => r.cellules.length)))
  const noms = Array.from({ length: largeur }, (_, i) => {
    const nom = (cellules[i] ?? '').replace(/\s+/g, ' ').trim()
    if (nom) return nom
    const remplies = suivantes.filter(r => !estVide(r.cellules[i] ?? '')).length
    const assez = i < cellules.length ? remplies > 0 : remplies > suivantes.length / 2
    return assez ? `Colonne ${lettreColonne(i)}` : ''
  })
  while (noms.at(-1) === '') noms.pop()
  return noms
}

/** Two columns of one title are told apart by a rank: « Commentaire », « Commentaire (2) ». */
function distinguer(entetes: readonly string[]): string[] {
  const pris = new Set(entetes.map(formeComparable))
  const vus = new Set<string>()
  return entetes.map(entete => {
    const forme = formeComparable(entete) || entete
    if (forme === '' || !vus.has(forme)) {
      vus.add(forme)
      return entete
    }
    let rang = 2
    while (pris.has(formeComparable(`${entete} (${rang})`))) rang++
    pris.add(formeComparable(`${entete} (${rang})`))
    return `${entete} (${rang})`
  })
}
