import { type Appel, avantDAppeler } from '../precaution/en-bref.ts'
import { ajouterJours, jourDeSemaine, telephone } from '../socle/ui/dates.ts'
import { type Convocation, jourLocal } from './rendez-vous.ts'

/** Working days (Monday to Friday) a letter takes to reach who it is for: neither posted nor sorted at the week-end. */
export const JOURS_DE_COURRIER = 3

/** First day (YYYY-MM-DD) for which a letter posted on a day still comes in time. */
export function arriveeDuCourrier(aujourdhui: string): string {
  let jour = aujourdhui
  for (let reste = JOURS_DE_COURRIER; reste > 0; ) {
    jour = ajouterJours(jour, 1)
    if (jourDeSemaine(jour) <= 5) reste -= 1
  }
  return jour
}

/** No letter comes before this appointment (`debut`: local date and time): it is told by phone. */
export const tropProche = (aujourdhui: string, debut: string): boolean =>
  jourLocal(debut) < arriveeDuCourrier(aujourdhui)

/** What is to be done besides the letter; null when it comes in time, or when there is none. */
export const aDireParTelephone = (
  aujourdhui: string,
  debut: string,
  convocation: Convocation,
  appel: Appel | null,
): string | null =>
  convocation === 'courrier' && tropProche(aujourdhui, debut)
    ? `La lettre n’arrivera pas à temps\u00a0: ${direTelephone(appel, 'dites-le aussi à la personne par téléphone')}`
    : null

/** « appelez la personne, au 06… », and in the same breath what to mind before. */
export const direTelephone = (appel: Appel | null, quoi: string): string =>
  appel
    ? [`${quoi}, au ${telephone(appel.numero)}.`, ...avantDAppeler(appel)].join(' ')
    : 'aucun numéro n’est connu, prévenez-la autrement.'
