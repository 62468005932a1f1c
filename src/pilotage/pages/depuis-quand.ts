import { ajouterJours, dateProche } from '../../socle/ui/dates.ts'

/** « hier », else « le vendredi 7 mars »: the last working day before today. */
export const depuisQuand = (jour: string, aujourdhui: string): string =>
  jour === ajouterJours(aujourdhui, -1) ? 'hier' : `le ${dateProche(jour)}`
