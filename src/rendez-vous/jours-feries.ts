/** Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher). */
function paques(annee: number): Temporal.PlainDate {
  const a = annee % 19
  const b = Math.floor(annee / 100)
  const c = annee % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const somme = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year: annee, month: Math.floor(somme / 31), day: (somme % 31) + 1 })
}

const FIXES = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const MOBILES = [1, 39, 50]
const ALSACE_MOSELLE = ['57', '67', '68']

/**
 * Public holidays of a year, 'YYYY-MM-DD' (Code du travail L3133-1). `territoire` is a département's code: Alsace and Moselle
 * keep Good Friday and 26 December besides (L3134-13).
 */
export function joursFeries(annee: number, territoire = ''): string[] {
  const local = ALSACE_MOSELLE.includes(territoire)
  return [
    ...[...FIXES, ...(local ? ['12-26'] : [])].map(jour => `${annee}-${jour}`),
    ...[...MOBILES, ...(local ? [-2] : [])].map(ecart => paques(annee).add({ days: ecart }).toString()),
  ].sort()
}

/** Whether services receive the public that day: Monday to Friday, holidays apart. */
export function estOuvre(jour: string, territoire = ''): boolean {
  const date = Temporal.PlainDate.from(jour)
  return date.dayOfWeek <= 5 && !joursFeries(date.year, territoire).includes(jour)
}
