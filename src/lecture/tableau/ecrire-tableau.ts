import ecrireClasseur from 'write-excel-file/node'

/** Bold, kept in view: the headers. Format « @ » is text: a spreadsheet neither computes what begins by = nor takes its zeros off. */
const cellule = (value: string, entete: boolean) => ({
  value,
  type: String,
  format: '@',
  ...(entete && { fontWeight: 'bold' as const }),
})

/** What people add under the lines is text as well: the columns take the style of the cells written in them. */
const colonnesEnTexte = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string) => {
          const style = / r="[A-Z]+2" s="(\d+)"/.exec(xml)?.[1]
          return style ? xml.replaceAll('<col ', `<col style="${style}" `) : xml
        },
      },
    },
  },
}

/** A workbook whose cells are all text: no number loses its zeros, nothing is a formula. The first line of each sheet is its headers. */
export async function ecrireXlsx(
  feuilles: readonly { nom: string; lignes: readonly (readonly string[])[] }[],
): Promise<Buffer> {
  const classeur = feuilles.map(({ nom, lignes }) => {
    const [entetes = []] = lignes
    return {
      sheet: nom,
      stickyRowsCount: 1,
      columns: entetes.map((entete, i) => ({
        width: Math.min(60, Math.max(12, ...lignes.slice(0, 50).map(l => (l[i] ?? entete).length + 2))),
      })),
      data: lignes.map((ligne, rang) => ligne.map(texte => cellule(texte, rang === 0))),
    }
  })
  return ecrireClasseur(classeur, {
    fontFamily: 'Calibri',
    fontSize: 11,
    features: [colonnesEnTexte],
  }).toBuffer()
}
