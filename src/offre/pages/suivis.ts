/** « 470 sur 600, et 50 en veille »: who waits « en veille » takes no place. `sur`: how many may be followed, null when not said. */
export const direSuivis = ({ suivis, veille }: { suivis: number; veille: number }, sur: number | null): string =>
  `${suivis}${sur === null ? '' : ` sur ${sur}`}${veille > 0 ? `, et ${veille} en veille` : ''}`
