import { Modal, type ModalProps } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { apresLesGardes, FenetreGardee, type Quitter } from './fenetre-gardee.ts'

type Props = Omit<ModalProps, 'returnFocus' | 'onExitTransitionEnd'> & {
  /** It is to be read first, or only informs: the focus goes to its title, from where it is read. */
  lecture?: boolean
}

/**
 * A window. It opens on what is to be filled in first, unless something in it asks for the focus (data-autofocus). When it closes,
 * the focus goes back to what opened it, whatever the hurry: Escape before the window took the focus, mounted already open,
 * unmounted at once. When what opened it has gone with the act, to the title of the page.
 */
export function Fenetre({ opened, lecture, title, onClose, children, ...reste }: Props) {
  const gardes = useRef(new Set<Quitter>())
  const garder = useCallback((quitter: Quitter) => {
    gardes.current.add(quitter)
    return () => {
      gardes.current.delete(quitter)
    }
  }, [])
  // However it is closed (cross, Escape, outside), what was typed in it is asked about first.
  const fermer = () => apresLesGardes(gardes.current, onClose)
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
    ouvreur.current = actif === document.body ? null : boutonDuMenu(actif)
    return () => {
      setTimeout(rendre)
    }
  }, [opened, rendre])
  const dite = lecture ? (
    <span tabIndex={-1} data-autofocus>
      {title}
    </span>
  ) : (
    title
  )
  return (
    <Modal
      {...reste}
      ref={fenetre}
      opened={opened}
      onClose={fermer}
      title={dite}
      returnFocus={false}
      onExitTransitionEnd={rendre}
    >
      <FenetreGardee value={garder}>
        <Contenu>{children}</Contenu>
      </FenetreGardee>
    </Modal>
  )
}

/** An entry of a menu goes with it: what opened the menu stands for it. */
function boutonDuMenu(actif: Element | null): Element | null {
  const bouton = actif?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return bouton ? document.getElementById(bouton) : actif
}

const CHAMPS = ':is(input, select, textarea):not([type="hidden"], [tabindex="-1"],:disabled)'

/** Marks the first field before the trap of the window looks for where to begin, else it would begin on « Fermer ». */
function Contenu({ children }: { children: ReactNode }) {
  const contenu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const dialogue = contenu.current?.closest('[role="dialog"]')
    if (!contenu.current || dialogue?.querySelector('[data-autofocus]')) return
    const premier = contenu.current.querySelector<HTMLInputElement>(CHAMPS)
    // Among cards, the one already chosen is where the keyboard stands.
    const coche =
      premier?.type === 'radio' &&
      contenu.current.querySelector<HTMLInputElement>(`input[name="${CSS.escape(premier.name)}"]:checked`)
    const debut = coche || premier
    debut?.setAttribute('data-autofocus', 'true')
  }, [])
  return (
    <div ref={contenu} style={{ display: 'contents' }}>
      {children}
    </div>
  )
}
