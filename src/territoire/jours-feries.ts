import feries from '@socialgouv/jours-feries'

/** A holiday of some territories only: month and day ('05-27'), or Good Friday; from and until which years it is one, included. */
type Local = { jour: string; depuis?: number; jusqua?: number }
const VENDREDI_SAINT = 'vendredi-saint'
/** As the library names it. */
const LUNDI_DE_PAQUES = 'Lundi de Pâques'

/** Good Friday and 26 December (Code du travail L3134-13). */
const ALSACE_MOSELLE: Local[] = [{ jour: VENDREDI_SAINT }, { jour: '12-26' }]

/**
 * What the law adds, by territory. The abolition of slavery: Code du travail L3422-2 (loi n° 83-550), Saint-Martin having kept the 28th
 * of May since 2018. Pacific: the labour codes of each, where Tahiti's Matari’i (20 November) took the place of the 29th of June in
 * 2025. Days that are only of use (Good Friday in the Antilles, feasts that agreements add in Mayotte) aren't days of the law.
 */
const LOCAUX: Record<string, Local[]> = {
  57: ALSACE_MOSELLE,
  67: ALSACE_MOSELLE,
  68: ALSACE_MOSELLE,
  971: [{ jour: '05-27' }],
  972: [{ jour: '05-22' }],
  973: [{ jour: '06-10' }],
  974: [{ jour: '12-20' }],
  976: [{ jour: '04-27' }],
  977: [{ jour: '10-09' }],
  978: [
    { jour: '05-27', jusqua: 2017 },
    { jour: '05-28', depuis: 2018 },
  ],
  // Saint Peter Chanel, feast of the territory.
  986: [{ jour: '04-28' }, { jour: '07-29' }],
  // Arrival of the Gospel, Good Friday, autonomy then Matari’i.
  987: [{ jour: '03-05' }, { jour: VENDREDI_SAINT }, { jour: '06-29', jusqua: 2024 }, { jour: '11-20', depuis: 2025 }],
  // Citizenship.
  988: [{ jour: '09-24' }],
}

const connus = new Map<string, string[]>()

/** Public holidays of a year, 'YYYY-MM-DD' (Code du travail L3133-1), with those of a territory, given by its code. */
export function joursFeries(annee: number, territoire = ''): string[] {
  const cle = `${annee} ${LOCAUX[territoire] ? territoire : ''}`
  const jours = connus.get(cle) ?? [...new Set([...deFrance(annee), ...locaux(annee, territoire)])].sort()
  connus.set(cle, jours)
  return jours
}

const deFrance = (annee: number) => Object.values(feries(annee, { alsace: false })).map(jourLocal)

function locaux(annee: number, territoire: string): string[] {
  const enVigueur = (LOCAUX[territoire] ?? []).filter(
    ({ depuis = annee, jusqua = annee }) => depuis <= annee && annee <= jusqua,
  )
  return enVigueur.map(({ jour }) => (jour === VENDREDI_SAINT ? vendrediSaint(annee) : `${annee}-${jour}`))
}

function vendrediSaint(annee: number): string {
  const { [LUNDI_DE_PAQUES]: lundi } = feries(annee, { alsace: false })
  return Temporal.PlainDate.from(jourLocal(lundi as Date))
    .subtract({ days: 3 })
    .toString()
}

/** The library gives midnights of this machine's own zone. */
const jourLocal = (date: Date): string =>
  Temporal.PlainDate.from({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }).toString()

/** Whether services receive the public that day: Monday to Friday, holidays apart. */
export function estOuvre(jour: string, territoire = ''): boolean {
  const date = Temporal.PlainDate.from(jour)
  return date.dayOfWeek <= 5 && !joursFeries(date.year, territoire).includes(jour)
}
