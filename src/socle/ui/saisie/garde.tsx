import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { Confirmer } from '../Confirmer.tsx'
import { FenetreGardee, garderLaPage, type Quitter } from '../fenetre-gardee.ts'

type Garde = {
  /** Does it, once asked when something would be lost. */
  quitter: Quitter
  /** Lets everybody go without a question; gives what puts the guard back. */
  laisserPartir: () => () => void
  /** The question, to be rendered. */
  question: ReactNode
}

/**
 * Asks before what is typed is lost: another page, the tab closed, the window around closed in any way. `modifie`: there is something
 * to lose; `perte` says what, in a sentence.
 */
export function useGarde(modifie: boolean, perte: string | null): Garde {
  const libre = useRef(false)
  const garde = useRef(modifie)
  garde.current = modifie
  const [suite, setSuite] = useState<(() => void) | null>(null)
  const fenetre = use(FenetreGardee)
  const demandee = useRef(false)

  const quitter = useCallback<Quitter>(ensuite => {
    if (demandee.current) return
    if (garde.current && !libre.current) apresLaTouche(() => setSuite(() => ensuite))
    else ensuite()
  }, [])
  // Saved meanwhile, nothing is lost any more: the question falls, and what was asked for is to be asked again.
  useEffect(() => {
    if (!modifie) setSuite(null)
  }, [modifie])
  useEffect(() => fenetre?.(quitter), [fenetre, quitter])
  useEffect(() => garderLaPage(quitter), [quitter])

  const retenir = useCallback(() => garde.current && !libre.current, [])
  const navigation = useBlocker({
    shouldBlockFn: retenir,
    enableBeforeUnload: retenir,
    disabled: !modifie,
    withResolver: true,
  })
  demandee.current = suite !== null || navigation.status === 'blocked'
  // The session may end under the question: nothing is left to keep, the page that waits opens.
  const passer = useRef(navigation.proceed)
  passer.current = navigation.proceed
  useEffect(() => () => passer.current?.(), [])

  return {
    quitter,
    laisserPartir: () => {
      libre.current = true
      return () => {
        libre.current = false
      }
    },
    question: (
      <Confirmer
        ouvert={demandee.current}
        titre="Quitter sans enregistrer ?"
        perte={perte}
        action="Quitter sans enregistrer"
        renoncer="Continuer la saisie"
        onConfirmer={() => {
          libre.current = true
          ;(suite ?? navigation.proceed)?.()
        }}
        onFermer={() =>
          apresLaTouche(() => {
            setSuite(null)
            navigation.reset?.()
          })
        }
      />
    ),
  }
}

/** The Escape that opens or closes the question is heard by the window under it and by the question itself: each acts once. */
const apresLaTouche = (faire: () => void) => void setTimeout(faire)
