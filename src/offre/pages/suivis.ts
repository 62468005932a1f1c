/** « , et 50 en veille »: who waits takes no place, and is counted beside those followed. */
export const enVeille = (veille: number): string => (veille > 0 ? `, et ${veille} en veille` : '')

/** « sur 200 », « sur 200, dépassement de 24 »: how many may be followed, and whether more are. */
export const surPlafond = (suivis: number, plafond: number): string =>
  `sur ${plafond}${suivis > plafond ? `, dépassement de ${suivis - plafond}` : ''}`

/** « 470 sur 600, et 50 en veille ». `sur`: how many may be followed, null when not said. */
export const direSuivis = ({ suivis, veille }: { suivis: number; veille: number }, sur: number | null): string =>
  `${suivis}${sur === null ? '' : ` ${surPlafond(suivis, sur)}`}${enVeille(veille)}`
