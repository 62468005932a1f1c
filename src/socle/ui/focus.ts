import { useEffect } from 'react'

/** Time for a window to have gone, in ms. */
const FERMETURE = 300

/**
 * Gives the focus back when a window closes, also when it was mounted already open, unmounted at once, or when what opened it
 * has gone with the act: then to the title of the page rather than nowhere. `ouvert`: the window is on screen.
 */
export function useRendreFocus(ouvert: boolean): void {
  useEffect(() => {
    if (!ouvert) return
    const ouvreur = document.activeElement
    return () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const cible = ouvreur?.isConnected && ouvreur !== document.body ? ouvreur : document.querySelector('h1')
        if (cible instanceof HTMLElement) cible.focus({ preventScroll: true })
      }, FERMETURE)
    }
  }, [ouvert])
}
