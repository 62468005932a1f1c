import type { Besoins } from '../precaution/en-bref.ts'
import { estOuvre } from '../territoire/jours-feries.ts'
import { horsDeSesHeures } from './besoins.ts'
import { type HeureLocale, minuteLocale, type Occupation, plusTard } from './rendez-vous.ts'

/** Half days in which appointments are proposed, minutes after midnight: 9 h to 12 h, 13 h 30 to 17 h. */
const PLAGES = [
  { de: 9 * 60, a: 12 * 60 },
  { de: 13 * 60 + 30, a: 17 * 60 },
] as const
/** An appointment that ends at an odd minute moves the next proposal to the next quarter of an hour. */
const PAS = 15
const JOURS_CHERCHES = 120

const heureDe = (jour: string, minute: number): HeureLocale => plusTard(`${jour}T00:00`, minute)

/** Free slots of one working day, one after the other, at or after `depuis`. */
function creneauxDuJour(
  jour: string,
  dureeMinutes: number,
  depuis: HeureLocale,
  occupations: readonly Occupation[],
): HeureLocale[] {
  const libres: HeureLocale[] = []
  for (const { de, a } of PLAGES) {
    let minute = depuis > heureDe(jour, de) ? Math.ceil(minuteLocale(depuis) / PAS) * PAS : de
    while (minute + dureeMinutes <= a) {
      const debut = heureDe(jour, minute)
      const fin = plusTard(debut, dureeMinutes)
      const gene = occupations.find(o => o.debut < fin && debut < o.fin)
      if (gene) {
        minute = gene.fin.slice(0, 10) > jour ? a : Math.ceil(minuteLocale(gene.fin) / PAS) * PAS
      } else {
        libres.push(debut)
        minute += dureeMinutes
      }
    }
  }
  return libres
}

/**
 * The next free slots of an agent from `depuis` on (hours of the territory), in working hours, weekends and public holidays left out.
 * At most `nombre`; fewer when four months don't hold as many.
 */
export function creneauxLibres(demande: {
  depuis: HeureLocale
  dureeMinutes: number
  nombre: number
  occupations: readonly Occupation[]
  territoire?: string
  /** Hours at which the person can come, when they do come. */
  heures?: Pick<Besoins, 'arriveeDes' | 'departAvant'> | null
}): HeureLocale[] {
  const libres: HeureLocale[] = []
  let jour = Temporal.PlainDate.from(demande.depuis.slice(0, 10))
  for (let n = 0; n < JOURS_CHERCHES && libres.length < demande.nombre; n++, jour = jour.add({ days: 1 })) {
    const cle = jour.toString()
    if (!estOuvre(cle, demande.territoire)) continue
    const depuis = n === 0 ? demande.depuis : heureDe(cle, 0)
    const duJour = creneauxDuJour(cle, demande.dureeMinutes, depuis, demande.occupations)
    libres.push(...duJour.filter(debut => !demande.heures || !horsDeSesHeures(bornes(debut, demande), demande.heures)))
  }
  return libres.slice(0, demande.nombre)
}

const bornes = (debut: HeureLocale, { dureeMinutes }: { dureeMinutes: number }) => ({
  de: debut.slice(11),
  a: plusTard(debut, dureeMinutes).slice(11),
})
