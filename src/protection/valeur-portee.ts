import { dateCourte, dateEtHeure, nombre, telephone } from '../socle/ui/dates.ts'

/** A day of another year than any of theirs: each date says its year. */
const AILLEURS = '0001-01-01'

/** A value of the person's export as one reads it, or null when it isn't known; `fuseau`: on the server, where instants are told. */
export function direValeurPortee(valeur: string | number | boolean | null, fuseau?: string): string | null {
  if (valeur === null || valeur === '') return null
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (typeof valeur === 'number') return nombre(valeur, Number.isInteger(valeur) ? 0 : 2)
  if (/^\d{4}-\d{2}-\d{2}$/.test(valeur)) return dateCourte(valeur, AILLEURS)
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:/.test(valeur)) return dateEtHeure(new Date(valeur).toISOString(), fuseau)
  return /^0\d{9}$/.test(valeur) ? telephone(valeur) : valeur
}
