import { CELLULES_MAX } from './limites.ts'
import { ecrireNombre } from './nombres.ts'
import type { Rangee } from './tableau.ts'
import type { Classeur } from './xlsx.ts'
import { demesure, evenementsXml } from './xml.ts'

const COLONNES_MAX = 1000

/** The rows of a sheet as its cells are seen: results of formulas, vertical merges repeated on each of their rows. */
export async function* lireFeuille(octets: () => AsyncIterable<Buffer>, classeur: Classeur): AsyncIterable<Rangee> {
  const fusions = await fusionsVerticales(octets())
  const tenues = new Map<number, { jusqua: number; texte: string }>()
  let rangee: Rangee = { ligne: 0, cellules: [] }
  let cellule: { colonne: number; type: string; style: number } | null = null
  let texte = ''
  let dans = false
  let cellules = 0
  for await (const { debut, fin, texte: morceau } of evenementsXml(octets())) {
    if (morceau !== undefined) {
      if (dans) texte += morceau
    } else if (debut) {
      if (debut.nom === 'row') rangee = { ligne: Number(debut.attributs.r ?? rangee.ligne + 1), cellules: [] }
      else if (debut.nom === 'c') {
        const { r, t = 'n', s = '0' } = debut.attributs
        cellule = { colonne: r ? rangDe(r) : rangee.cellules.length, type: t, style: Number(s) }
        texte = ''
      } else if (debut.nom === 'v' || debut.nom === 't') dans = cellule !== null
    } else if (fin === 'v' || fin === 't') dans = false
    else if (fin === 'c' && cellule) {
      if (cellule.colonne < COLONNES_MAX) {
        const lu = lireCellule(texte, cellule, classeur)
        poser(rangee, cellule.colonne, lu)
        const jusqua = fusions.get(`${cellule.colonne} ${rangee.ligne}`)
        if (jusqua) tenues.set(cellule.colonne, { jusqua, texte: lu })
      }
      cellule = null
    } else if (fin === 'row') {
      for (const [colonne, tenue] of tenues) {
        if (rangee.ligne > tenue.jusqua) tenues.delete(colonne)
        else if (!rangee.cellules[colonne]) poser(rangee, colonne, tenue.texte)
      }
      cellules += rangee.cellules.length
      if (cellules > CELLULES_MAX) throw demesure()
      yield rangee
    } else if (fin === 'sheetData') return
  }
}

function poser(rangee: Rangee, colonne: number, texte: string): void {
  while (rangee.cellules.length < colonne) rangee.cellules.push('')
  rangee.cellules[colonne] = texte
}

function lireCellule(texte: string, cellule: { type: string; style: number }, classeur: Classeur): string {
  if (texte === '') return ''
  if (cellule.type === 's') return classeur.textes[Number(texte)] ?? ''
  if (cellule.type === 'n') return ecrireNombre(texte, classeur.formats[cellule.style], classeur.depuis1904)
  if (cellule.type === 'b') return texte === '1' ? 'oui' : 'non'
  if (cellule.type === 'd') return texte.slice(0, 10)
  return cellule.type === 'e' ? '' : texte
}

/** Column of a reference: « C12 » is 2. */
function rangDe(reference: string): number {
  let rang = 0
  for (const c of reference) {
    const code = c.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    rang = rang * 26 + code
  }
  return rang - 1
}

/** Merged cells of one column: « column row » of the first → last row. They are said after the rows, at the end of the sheet. */
async function fusionsVerticales(octets: AsyncIterable<Buffer>): Promise<Map<string, number>> {
  let reste = ''
  let apres = false
  for await (const morceau of octets) {
    const texte = reste + morceau.toString('latin1')
    const fin: number = apres ? 0 : texte.lastIndexOf('</sheetData>')
    apres ||= fin >= 0
    reste = apres ? texte.slice(Math.max(0, fin)).slice(0, 4_000_000) : texte.slice(-16)
  }
  const fusions = new Map<string, number>()
  if (!apres) return fusions
  for (const [, debut = '', du = '', fin = '', au = ''] of reste.matchAll(/ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g))
    if (debut === fin && au !== du) fusions.set(`${rangDe(debut)} ${du}`, Number(au))
  return fusions
}
