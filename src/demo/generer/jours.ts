/** Days are whole numbers since 1970-01-01 and months are year × 12 + month − 1: a population of 200,000 households has to stay small. */
const EPOQUE = Temporal.PlainDate.from('1970-01-01')
const textes = new Map<number, string>()
const premiers = new Map<number, number>()

/** 'YYYY-MM-DD' → day number; refuses anything that is not a day (RangeError of Temporal). */
export const jourDe = (texte: string): number => EPOQUE.until(Temporal.PlainDate.from(texte)).days

/** Day number → 'YYYY-MM-DD'. */
export function texteDe(jour: number): string {
  let texte = textes.get(jour)
  if (texte === undefined) {
    texte = EPOQUE.add({ days: jour }).toString()
    textes.set(jour, texte)
  }
  return texte
}

/** 'YYYY-MM' → month number. */
export function moisDe(texte: string): number {
  const { year, month } = Temporal.PlainYearMonth.from(texte)
  return year * 12 + month - 1
}

export function premierJour(mois: number): number {
  let jour = premiers.get(mois)
  if (jour === undefined) {
    jour = EPOQUE.until(Temporal.PlainDate.from({ year: Math.floor(mois / 12), month: (mois % 12) + 1, day: 1 })).days
    premiers.set(mois, jour)
  }
  return jour
}

export const dernierJour = (mois: number): number => premierJour(mois + 1) - 1

/** 1970-01-01 was a Thursday. */
export const estOuvre = (jour: number): boolean => {
  const semaine = (((jour + 3) % 7) + 7) % 7
  return semaine < 5
}

/** Age in whole years, near enough for drawing lives. */
export const ageLe = (naissance: number, jour: number): number => Math.floor((jour - naissance) / 365.25)
