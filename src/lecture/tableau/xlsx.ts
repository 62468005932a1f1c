import { Refusal } from '../../socle/refusal.ts'
import type { Source } from '../source.ts'
import { lireFeuille } from './feuille.ts'
import { POIDS_TEXTES_MAX, TEXTES_MAX } from './limites.ts'
import { type FormatNombre, formatsNombres } from './nombres.ts'
import type { Fichier } from './tableau.ts'
import { demesure, evenementsXml } from './xml.ts'
import { ouvrirZip, type Zip } from './zip.ts'

/** Folded, in memory: some 500,000 lines of twenty columns. */
const TAILLE_MAX = 64 * 1024 * 1024

/** What the sheets of a workbook share. */
export type Classeur = { textes: string[]; formats: FormatNombre[]; depuis1904: boolean }

/**
 * A workbook: the folded file is kept in memory, its sheet is unfolded and read as it goes. `feuille`: its name; else the first
 * visible one.
 */
export async function lireXlsx(source: Source, feuille: string | null): Promise<Fichier> {
  if (source.taille > TAILLE_MAX) {
    throw new Refusal(
      'invalid',
      'classeur-trop-gros',
      'Ce classeur dépasse 64 Mo. Gardez-y la seule feuille utile, ou enregistrez-la en .csv.',
    )
  }
  const morceaux: Buffer[] = []
  for await (const morceau of source.octets()) morceaux.push(morceau)
  const zip = await ouvrirZip(Buffer.concat(morceaux))
  const { feuilles, depuis1904 } = await lireSommaire(zip)
  const choisie = feuilles.find(f => f.nom === feuille) ?? feuilles.find(f => !f.cachee) ?? feuilles[0]
  if (!choisie) {
    throw new Refusal(
      'invalid',
      'pas-un-tableau',
      'Ce fichier n’est pas un classeur, ou il n’a aucune feuille. Déposez un tableau en .xlsx ou en .csv.',
    )
  }
  const classeur: Classeur = {
    textes: await lireTextes(zip.deplier('xl/sharedStrings.xml', POIDS_TEXTES_MAX)),
    formats: await lireFormats(zip.deplier('xl/styles.xml')),
    depuis1904,
  }
  return {
    format: 'xlsx',
    description: `Classeur, feuille « ${choisie.nom} »`,
    feuilles: feuilles.filter(f => !f.cachee).map(f => f.nom),
    feuille: choisie.nom,
    rangees: () => lireFeuille(() => zip.deplier(choisie.chemin), classeur),
  }
}

type Feuille = { nom: string; chemin: string; cachee: boolean }

async function lireSommaire({ noms, deplier }: Zip) {
  const cibles = new Map<string, string>()
  for await (const { debut } of evenementsXml(deplier('xl/_rels/workbook.xml.rels')))
    if (debut?.nom === 'Relationship') cibles.set(debut.attributs.Id ?? '', debut.attributs.Target ?? '')
  const feuilles: Feuille[] = []
  let depuis1904 = false
  for await (const { debut } of evenementsXml(deplier('xl/workbook.xml'))) {
    if (debut?.nom === 'workbookPr') depuis1904 = ['1', 'true'].includes(debut.attributs.date1904 ?? '')
    if (debut?.nom !== 'sheet') continue
    const cible = (cibles.get(debut.attributs.id ?? '') ?? '').replace(/^\/?(xl\/)?/, '')
    const chemin = `xl/${cible}`
    if (/worksheets\//.test(cible) && noms.has(chemin))
      feuilles.push({
        nom: debut.attributs.name ?? '',
        chemin,
        cachee: (debut.attributs.state ?? 'visible') !== 'visible',
      })
  }
  return { feuilles, depuis1904 }
}

/** Texts shared by the cells; phonetic guides (rPh) are not of the text. */
async function lireTextes(octets: AsyncIterable<Buffer>): Promise<string[]> {
  const textes: string[] = []
  let texte = ''
  let dans = false
  let phonetique = false
  for await (const { debut, fin, texte: morceau } of evenementsXml(octets)) {
    if (debut?.nom === 'si') texte = ''
    if (debut?.nom === 'rPh') phonetique = true
    if (debut?.nom === 't') dans = !phonetique
    if (morceau !== undefined && dans) texte += morceau
    if (fin === 't') dans = false
    if (fin === 'rPh') phonetique = false
    if (fin === 'si' && textes.push(texte) > TEXTES_MAX) throw demesure()
  }
  return textes
}

/** How the numbers of each style are written, by style number. */
async function lireFormats(octets: AsyncIterable<Buffer>): Promise<FormatNombre[]> {
  const codes = new Map<number, string>()
  const styles: number[] = []
  let dansStyles = false
  for await (const { debut, fin } of evenementsXml(octets)) {
    if (debut?.nom === 'numFmt') codes.set(Number(debut.attributs.numFmtId), debut.attributs.formatCode ?? '')
    if (debut?.nom === 'cellXfs') dansStyles = true
    if (fin === 'cellXfs') dansStyles = false
    if (debut?.nom === 'xf' && dansStyles) styles.push(Number(debut.attributs.numFmtId ?? 0))
  }
  return styles.map(n => formatsNombres(n, codes.get(n)))
}
