import { nombre, pluriel } from '../socle/ui/dates.ts'

/** How many are followed, and how many wait: who waits takes no place, and is counted beside the others. */
type Suivis = { suivis: number; veille?: number }

/** « , et 50 en veille » */
export const enVeille = (veille: number): string => (veille > 0 ? `, et ${nombre(veille)} en veille` : '')

/** « sur 200 », « sur 200, dépassement de 24 »: how many may be followed, and whether more are. */
const surPlafond = (suivis: number, plafond: number): string =>
  `sur ${nombre(plafond)}${suivis > plafond ? `, dépassement de ${nombre(suivis - plafond)}` : ''}`

/** « 470 sur 600, et 50 en veille ». `sur`: how many may be followed, null when not said. */
export const direSuivis = ({ suivis, veille = 0 }: Suivis, sur: number | null): string =>
  `${nombre(suivis)}${sur === null ? '' : ` ${surPlafond(suivis, sur)}`}${enVeille(veille)}`

/** « 48 personnes suivies »: the same words wherever those whom a référent follows now are counted. */
export const direSuivies = (n: number): string => pluriel(n, 'personne suivie', 'personnes suivies')

/** Of all those whom an agent has for référent (`suivis`), those « en veille » among them: « 48, et 7 en veille ». */
export const direPortefeuille = ({ suivis, veille }: { suivis: number; veille: number }): string =>
  direSuivis({ suivis: suivis - veille, veille }, null)

/** « 48 personnes suivies, et 7 en veille » */
export const direPortefeuilleEntier = ({ suivis, veille }: { suivis: number; veille: number }): string =>
  `${direSuivies(suivis - veille)}${enVeille(veille)}`

/** « 32 personnes suivies sur 50 », « 5 personnes suivies sur 50, et 1 en veille » */
export const direCharge = ({ suivis, veille = 0, plafond }: Suivis & { plafond: number }): string =>
  `${direSuivies(suivis)} ${surPlafond(suivis, plafond)}${enVeille(veille)}`
