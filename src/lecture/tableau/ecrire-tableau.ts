import ExcelJS from 'exceljs'

export const TYPES_TABLEUR = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A workbook whose cells are all text: no number loses its zeros. The first line of each sheet is its headers. */
export async function ecrireXlsx(
  feuilles: readonly { nom: string; lignes: readonly (readonly string[])[] }[],
): Promise<Buffer> {
  const classeur = new ExcelJS.Workbook()
  for (const { nom, lignes } of feuilles) {
    const feuille = classeur.addWorksheet(nom, { views: [{ state: 'frozen', ySplit: 1 }] })
    const [entetes = []] = lignes
    feuille.columns = entetes.map((entete, i) => ({
      width: Math.min(60, Math.max(12, ...lignes.slice(0, 50).map(l => (l[i] ?? entete).length + 2))),
      style: { numFmt: '@' },
    }))
    for (const ligne of lignes) feuille.addRow([...ligne])
    feuille.getRow(1).font = { bold: true }
  }
  return Buffer.from(await classeur.xlsx.writeBuffer())
}
