/** Says of a request that nobody touched the screen for a while: it keeps no session open. */
export const ENTETE_ABSENT = 'filrouge-absent'
/** Longer than pages wait before they ask again by themselves: what is typed counts by what they ask then. */
const ABSENCE_MS = 120_000
const GESTES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
let dernierGeste = 0

/** From now on, gestures on this page are noted: when the last one was, nothing of what it did. */
export function suivreLaPresence(): void {
  const noter = () => {
    dernierGeste = performance.now()
  }
  for (const geste of GESTES) window.addEventListener(geste, noter, { capture: true, passive: true })
}

/** Nobody touched this page for two minutes. */
export const absent = (): boolean => performance.now() - dernierGeste > ABSENCE_MS
