import type { Effectif } from '../socle/secret.ts'
import { moisAnnee, nombre, pluriel, pourcentage } from '../socle/ui/dates.ts'
import { taux } from './pilotage.ts'

export const MASQUE = 'masqué'

/** A count as it is shown. */
export const compte = (n: Effectif): string => (n === 'masque' ? MASQUE : nombre(n))
export const personnes = (n: Effectif): string => (n === 'masque' ? 'effectif masqué' : pluriel(n, 'personne'))

/** A rate as it is shown: « 37,5 % », « masqué », or a dash where there is nobody to count. */
export function direTaux(valeur: number | null | 'masque'): string {
  return valeur === 'masque' ? MASQUE : valeur === null ? '—' : pourcentage(valeur)
}

/** The rate of two counts, hidden with either of them. Basis points. */
export function tauxVu(numerateur: Effectif, denominateur: Effectif): number | null | 'masque' {
  return numerateur === 'masque' || denominateur === 'masque' ? 'masque' : taux(numerateur, denominateur)
}

/** What a chart can draw. */
export const dessinable = (valeur: number | null | 'masque'): number | null => (valeur === 'masque' ? null : valeur)

const COURTS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']
export const moisCourt = (mois: string): string => COURTS[Number(mois.slice(5, 7)) - 1] ?? ''
export const moisEntier = (mois: string, complet = true): string => `${moisAnnee(mois)}${complet ? '' : ' (en cours)'}`
