import { useEffect } from 'react'

/** Long enough for a window, a list or a page to put the focus where it wants. */
const LAISSER_FAIRE = 150

/**
 * A button that works is disabled, and a disabled element loses the focus: refused, the act would leave the keyboard at the top of
 * the page, behind the window. What had the focus has it again once it may, unless it went elsewhere meanwhile. When it has gone with
 * its act (a line decided, a note read, the first half of a window), the title of the window, or of the page, has it.
 */
export function FocusRendu() {
  useEffect(() => {
    let dernier: Element | null = null
    const perdu = () => document.activeElement === document.body && dernier instanceof HTMLElement
    const suivre = (e: FocusEvent) => {
      dernier = e.target as Element
    }
    // Pressed where nothing takes the focus: it was let go, not lost.
    const lacher = () => {
      dernier = null
    }
    const auTitre = () => {
      if (!perdu() || dernier?.isConnected) return
      const titre =
        document.querySelector<HTMLElement>('[role="dialog"] h2') ?? document.querySelector<HTMLElement>('h1')
      titre?.setAttribute('tabindex', '-1')
      titre?.focus({ preventScroll: true })
    }
    const rendre = new MutationObserver(changements => {
      if (!perdu()) return
      if (!dernier?.isConnected) {
        setTimeout(auTitre, LAISSER_FAIRE)
        return
      }
      const rendu = changements.some(({ target }) => target === dernier && !(target as HTMLButtonElement).disabled)
      if (rendu && dernier instanceof HTMLElement) dernier.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', suivre)
    document.addEventListener('pointerdown', lacher, true)
    rendre.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', suivre)
      document.removeEventListener('pointerdown', lacher, true)
      rendre.disconnect()
    }
  }, [])
  return null
}
