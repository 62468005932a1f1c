import { Modal, type ModalProps } from '@mantine/core'
import { useCallback, useEffect, useRef } from 'react'

/**
 * A window. When it closes, the focus goes back to what opened it, whatever the hurry: Escape before the window took the
 * focus, mounted already open, unmounted at once. When what opened it has gone with the act, to the title of the page.
 */
export function Fenetre({ opened, ...reste }: Omit<ModalProps, 'returnFocus' | 'onExitTransitionEnd'>) {
  const fenetre = useRef<HTMLDivElement>(null)
  const ouvreur = useRef<Element | null>(null)
  const rendre = useCallback(() => {
    const actif = document.activeElement
    if (actif && actif !== document.body && !fenetre.current?.contains(actif)) return
    const cible = ouvreur.current?.isConnected ? ouvreur.current : document.querySelector('h1')
    if (cible instanceof HTMLElement) cible.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (!opened) return
    const actif = document.activeElement
    ouvreur.current = actif === document.body ? null : actif
    return () => {
      setTimeout(rendre)
    }
  }, [opened, rendre])
  return <Modal {...reste} ref={fenetre} opened={opened} returnFocus={false} onExitTransitionEnd={rendre} />
}
