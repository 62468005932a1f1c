import { strToU8, zipSync } from 'fflate'

// A workbook as Excel writes it, with what our own writer never makes: numbers and their formats, dates, formulas and their results,
// texts in several fonts, merged cells.

const TETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const FEUILLE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LIENS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/**
 * A workbook of these sheets. `lignes`: the XML of their rows, whose cells name a format by its rank in `formats` (1 for the first,
 * 0 for none) and a shared text by its rank in `textes`, given as XML; `fusions`: ranges of merged cells.
 */
export function unClasseur({
  feuilles,
  textes,
  formats,
}: {
  feuilles: readonly { nom: string; lignes: string; fusions?: readonly string[] }[]
  textes: readonly string[]
  formats: readonly string[]
}): Buffer {
  const parties: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${FEUILLE}" xmlns:r="${LIENS}"><sheets>${feuilles
      .map(({ nom }, i) => `<sheet name="${nom}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${feuilles
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${LIENS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${FEUILLE}"><numFmts count="${formats.length}">${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')}</numFmts><cellXfs count="${formats.length + 1}"><xf numFmtId="0"/>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}" applyNumberFormat="1"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${FEUILLE}">${textes.map(t => `<si>${t}</si>`).join('')}</sst>`,
  }
  for (const [i, { lignes, fusions = [] }] of feuilles.entries())
    parties[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet xmlns="${FEUILLE}"><sheetData>${lignes}</sheetData>${
      fusions.length ? `<mergeCells>${fusions.map(f => `<mergeCell ref="${f}"/>`).join('')}</mergeCells>` : ''
    }</worksheet>`
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parties).map(([nom, xml]) => [nom, strToU8(TETE + xml)]))),
  )
}
