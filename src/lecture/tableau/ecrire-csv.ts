import { stringify } from 'csv-stringify/sync'

/**
 * CSV as French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, CRLF. What a spreadsheet would take for a
 * formula (=, +, -, @…) gets an apostrophe, so that nothing somebody typed is ever computed (OWASP, CSV injection); `lireCsv` takes
 * it off again.
 */
export function ecrireCsv(lignes: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(
    stringify(lignes as (string | number)[][], {
      bom: true,
      delimiter: ';',
      record_delimiter: 'windows',
      quote_record_delimiter: true,
      escape_formulas: true,
    }),
  )
}
