import feries from '@socialgouv/jours-feries'

const ALSACE_MOSELLE = ['57', '67', '68']
const connus = new Map<string, string[]>()

/**
 * Public holidays of a year, 'YYYY-MM-DD' (Code du travail L3133-1). `territoire` is a département's code: Alsace and Moselle
 * keep Good Friday and 26 December besides (L3134-13).
 */
export function joursFeries(annee: number, territoire = ''): string[] {
  const alsace = ALSACE_MOSELLE.includes(territoire)
  const cle = `${annee} ${alsace}`
  const jours = connus.get(cle) ?? Object.values(feries(annee, { alsace })).map(jourLocal).sort()
  connus.set(cle, jours)
  return jours
}

/** The library gives midnights of this machine's own zone. */
const jourLocal = (date: Date): string =>
  Temporal.PlainDate.from({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }).toString()

/** Whether services receive the public that day: Monday to Friday, holidays apart. */
export function estOuvre(jour: string, territoire = ''): boolean {
  const date = Temporal.PlainDate.from(jour)
  return date.dayOfWeek <= 5 && !joursFeries(date.year, territoire).includes(jour)
}
