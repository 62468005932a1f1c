import { direQuiEstLa } from '../../api.ts'

/** Longer than pages wait before they ask again by themselves: what is typed counts by what they ask then. */
const ABSENCE_MS = 120_000

/** From now on, gestures on this page are noted: when the last one was, nothing of what it did. What is asked long after says so. */
export function suivreLaPresence(): void {
  let dernierGeste = performance.now()
  const noter = () => {
    dernierGeste = performance.now()
  }
  for (const geste of ['pointerdown', 'pointermove', 'keydown', 'wheel'])
    window.addEventListener(geste, noter, { capture: true, passive: true })
  direQuiEstLa(() => performance.now() - dernierGeste <= ABSENCE_MS)
}
