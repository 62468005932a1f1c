import { unzipSync, Zip, ZipDeflate } from 'fflate'
import ecrireClasseur from 'write-excel-file/node'
import { sanitizeTextContent } from 'write-excel-file/utility'
import { type Cellule, type Colonne, enUnites, type Genre } from './colonnes.ts'

/** How a spreadsheet shows each kind; « @ » is text: it neither computes what begins by = nor takes zeros off. */
const MODELES: Record<
  Genre,
  { value: string | number | boolean | Date; type: unknown; format?: string; largeur: number }
> = {
  texte: { value: 'x', type: String, format: '@', largeur: 22 },
  entier: { value: 1, type: Number, format: '0', largeur: 12 },
  centimes: { value: 1, type: Number, format: '#,##0.00', largeur: 14 },
  taux: { value: 1, type: Number, format: '0.0', largeur: 10 },
  jour: { value: new Date(0), type: Date, format: 'dd/mm/yyyy', largeur: 13 },
  instant: { value: new Date(0), type: Date, format: 'dd/mm/yyyy hh:mm', largeur: 18 },
  booleen: { value: true, type: Boolean, largeur: 10 },
}

const FEUILLE = 'xl/worksheets/sheet1.xml'
/** What a cell holds at most (specifications of Excel). */
const TEXTE_MAX = 32_767
const JOUR_MS = 86_400_000
/** The number of 1 January 1970 among days counted from 30 December 1899. */
const PREMIER_JOUR = 25_569

type Classeur<L> = {
  colonnes: readonly Colonne<L>[]
  /** What the second sheet says of the first: a name and what it is, by line. */
  aPropos: readonly (readonly [string, string | number])[]
  /** ISO instant: that of the files inside. */
  le: string
}

/**
 * A workbook page by page. The library makes it whole but for its rows: parts, styles, headers in bold and kept in view, one row of
 * each kind of cell. That row is the mould of those that follow, written in the folded file as they come: texts in their cells
 * (nothing is shared, hence kept), true numbers and dates, no formula.
 */
export async function* xlsx<L>(
  { colonnes, aPropos, le }: Classeur<L>,
  pages: AsyncIterable<readonly L[]>,
): AsyncGenerator<Buffer> {
  const parties = unzipSync(await squelette(colonnes, aPropos))
  const [, avant = '', modele = '', apres = ''] =
    /^([\s\S]*)<row r="2">([\s\S]*?)<\/row>([\s\S]*)$/.exec(Buffer.from(parties[FEUILLE] ?? []).toString()) ?? []
  const moules = [...modele.matchAll(/<c r="([A-Z]+)2" s="(\d+)"/g)].map(([, lettres, style]) => ({ lettres, style }))
  const sortis: Uint8Array[] = []
  const zip = new Zip((erreur, morceau) => {
    if (erreur) throw erreur
    sortis.push(morceau)
  })
  const ajouter = (nom: string) => {
    const partie = new ZipDeflate(nom, { level: 3, mtime: le } as { level: 3 })
    zip.add(partie)
    return partie
  }
  for (const [nom, octets] of Object.entries(parties)) if (nom !== FEUILLE) ajouter(nom).push(octets, true)
  const feuille = ajouter(FEUILLE)
  feuille.push(Buffer.from(avant))
  let rang = 2
  for await (const page of pages) {
    let texte = ''
    for (const ligne of page) texte += rangee(colonnes, moules, ligne, rang++)
    feuille.push(Buffer.from(texte))
    yield Buffer.concat(sortis.splice(0))
  }
  feuille.push(Buffer.from(apres), true)
  zip.end()
  yield Buffer.concat(sortis.splice(0))
}

const squelette = (colonnes: readonly Colonne<never>[], aPropos: readonly (readonly [string, string | number])[]) =>
  ecrireClasseur(
    [
      {
        sheet: 'Liste',
        stickyRowsCount: 1,
        columns: colonnes.map(c => ({ width: Math.max(MODELES[c.genre].largeur, c.titre.length + 2) })),
        data: [
          colonnes.map(c => ({ value: c.titre, type: String, fontWeight: 'bold' as const })),
          colonnes.map(({ genre }) => {
            const { largeur: _, ...cellule } = MODELES[genre]
            return cellule as { value: string; type: StringConstructor }
          }),
        ],
      },
      {
        sheet: 'À propos',
        columns: [{ width: 24 }, { width: 80 }],
        data: aPropos.map(([quoi, valeur]) => [
          { value: quoi, type: String, fontWeight: 'bold' as const },
          typeof valeur === 'number'
            ? { value: valeur, type: Number, format: '0', align: 'left' as const }
            : { value: valeur, type: String, format: '@', wrap: true },
        ]),
      },
    ],
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer()

type Moule = { lettres: string | undefined; style: string | undefined }

function rangee<L>(colonnes: readonly Colonne<L>[], moules: readonly Moule[], ligne: L, rang: number): string {
  let texte = `<row r="${rang}">`
  for (const [i, { genre, valeur }] of colonnes.entries()) {
    const moule = moules[i]
    if (moule) texte += cellule(`r="${moule.lettres}${rang}" s="${moule.style}"`, genre, valeur(ligne))
  }
  return `${texte}</row>`
}

function cellule(attributs: string, genre: Genre, valeur: Cellule): string {
  if (valeur === null || valeur === '') return ''
  if (typeof valeur === 'boolean') return `<c ${attributs} t="b"><v>${valeur ? 1 : 0}</v></c>`
  if (typeof valeur === 'number') return `<c ${attributs}><v>${enUnites(valeur, genre)}</v></c>`
  const jour = genre === 'jour' ? valeur : genre === 'instant' ? `${valeur.replace(' ', 'T')}Z` : null
  if (jour) return `<c ${attributs}><v>${Date.parse(jour) / JOUR_MS + PREMIER_JOUR}</v></c>`
  const contenu = sanitizeTextContent(valeur.slice(0, TEXTE_MAX))
  return `<c ${attributs} t="inlineStr"><is><t xml:space="preserve">${contenu}</t></is></c>`
}
