import { ajouterJours, aujourdhui } from '../../socle/ui/dates.ts'

/** Days that a morning looks back on, today included. */
export const JOURS = 7

/** Of the lines told for a longer time, those of these days. */
export const depuisPeu = <L extends { du: string }>(lignes: readonly L[]): L[] => {
  const debut = ajouterJours(aujourdhui(), 1 - JOURS)
  return lignes.filter(l => l.du >= debut)
}
