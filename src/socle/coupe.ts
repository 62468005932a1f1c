/** Of rows asked for with `limit max + 1`: those shown, and whether more stay out, which the screen says. */
export function couper<T>(lignes: readonly T[], max: number): { montrees: T[]; tronque: boolean } {
  return { montrees: lignes.slice(0, max), tronque: lignes.length > max }
}
