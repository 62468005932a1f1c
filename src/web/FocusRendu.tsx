import { useEffect } from 'react'

/**
 * A button that works is disabled, and a disabled element loses the focus: refused, the act would leave the keyboard at the top of
 * the page, behind the window. What had the focus has it again once it may, unless it went elsewhere meanwhile.
 */
export function FocusRendu() {
  useEffect(() => {
    let dernier: Element | null = null
    const suivre = (e: FocusEvent) => {
      dernier = e.target as Element
    }
    const rendre = new MutationObserver(changements => {
      const rendu = changements.some(({ target }) => target === dernier && !(target as HTMLButtonElement).disabled)
      if (rendu && document.activeElement === document.body && dernier instanceof HTMLElement)
        dernier.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', suivre)
    rendre.observe(document.body, { subtree: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', suivre)
      rendre.disconnect()
    }
  }, [])
  return null
}
