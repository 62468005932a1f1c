import { z } from 'zod'
import { direSuivies } from '../../offre/suivis.ts'
import { nombre, pluriel } from '../../socle/ui/dates.ts'

/** How many persons a structure follows, and how many more it can: by one definition everywhere (places.queries.ts). */
export const PlacesDeStructure = z.object({
  /** Persons whom a référent of the structure follows now; those « en veille » take no place. */
  suivis: z.int(),
  veille: z.int(),
  /** Oriented there, whom nobody follows yet. */
  attente: z.int(),
  /** How many it may follow: its capacity, or the caps of its référents if they are less; null when nobody knows. */
  total: z.int().nullable(),
  /** Free places; null when nobody knows. */
  libres: z.int().nullable(),
})
export type PlacesDeStructure = z.infer<typeof PlacesDeStructure>

export const estComplete = ({ libres }: Pick<PlacesDeStructure, 'libres'>): boolean => libres === 0

/** « 12 places », « complète : 224 personnes suivies pour 200 places », « place inconnue » */
export function direPlaces({ suivis, attente, total, libres }: PlacesDeStructure): string {
  if (libres === null || total === null) return 'place inconnue'
  if (libres > 0) return pluriel(libres, 'place')
  const enTrop = attente > 0 ? ` et ${nombre(attente)} en attente de référent` : ''
  return `complète\u00a0: ${direSuivies(suivis)}${enTrop} pour ${pluriel(total, 'place')}`
}

/** « 12 », « aucune », « inconnues »: under the head of its column. */
export const direPlacesLibres = ({ libres }: Pick<PlacesDeStructure, 'libres'>): string =>
  libres === null ? 'inconnues' : libres === 0 ? 'aucune' : nombre(libres)
