import { jourDeSerie } from './valeurs.ts'

/** How a style writes its numbers: as a day, or with at least so many digits (leading zeros). */
export type FormatNombre = { date: boolean; chiffres: number }

/** Formats every workbook knows without saying them (ECMA-376 §18.8.30): 14 to 22 and 45 to 47 are dates and times. */
const DATES_CONNUES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])

export function formatsNombres(numero: number, code: string | undefined): FormatNombre {
  if (code === undefined) return { date: DATES_CONNUES.has(numero), chiffres: 0 }
  const nu = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_./g, '').replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
  if (/[dy]|(^|[^a-z])m{1,5}([^a-z]|$)/i.test(nu) && !/general|standard/i.test(nu)) return { date: true, chiffres: 0 }
  const [entiers = ''] = nu.split('.')
  const rangs = entiers.replace(/[^0#?]/g, '')
  const premier = rangs.indexOf('0')
  return { date: false, chiffres: nu.includes('.') || nu.includes('%') || premier < 0 ? 0 : rangs.length - premier }
}

const JOURS_1904 = 1462

/** A number of a cell as it is seen: a day as YYYY-MM-DD, leading zeros kept, no exponent, no noise of the fifteenth digit. */
export function ecrireNombre(brut: string, format: FormatNombre | undefined, depuis1904: boolean): string {
  const n = Number(brut)
  if (!Number.isFinite(n)) return brut
  if (format?.date && n >= 1 && n < 200_000) return jourDeSerie(depuis1904 ? n + JOURS_1904 : n)
  if (Number.isInteger(n) && Math.abs(n) < 1e18)
    return BigInt(n)
      .toString()
      .padStart(format?.chiffres ?? 0, '0')
  return String(Number(n.toPrecision(15))).replace('.', ',')
}
