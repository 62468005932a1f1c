import { useWindowEvent } from '@mantine/hooks'
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react'
import { horsLigne } from '../api.ts'
import { Erreur } from './Erreur.tsx'

/**
 * A component whose file is loaded when it is first shown, `attente` in its place meanwhile, `secours` when it can't be, rather than the
 * alert that says so: for what stands in each row of a list; `precharger` loads it ahead.
 */
export type Differe<P> = ComponentType<P & Autour> & { precharger: () => Promise<void> }

type Autour = { attente?: ReactNode; secours?: ReactNode }

/**
 * A component in a chunk of its own, shown as soon as it is there, at once when it already is: React’s `lazy` would hold it back up to
 * 300 ms after a former wait, once for each wait inside another. `exporte`: its name in its file. When the chunk doesn’t come, its
 * place says so and asks again when the network is back; the rest of the page, and what is typed there, stays. When the network is
 * there, the server has that file no more: a newer version replaced it since the page was loaded, which is to be loaded again.
 */
export function differe<P extends object, N extends string>(
  charger: () => Promise<Record<N, ComponentType<P>>>,
  exporte: N,
): Differe<P> {
  let Contenu: ComponentType<P> | undefined
  const precharger = async () => {
    if (Contenu) return
    // Chromium keeps a failed import for as long as the page is there: what can't be had now isn't asked for.
    if (!navigator.onLine) throw horsLigne()
    Contenu = (await charger())[exporte]
  }
  // biome-ignore lint/correctness/noComponentHookFactories: made once, at the top of a file
  function Composant({ attente = null, secours, ...props }: P & Autour) {
    const [etat, setEtat] = useState<'demande' | 'ici' | { erreur: unknown }>('demande')
    const demander = useCallback(() => {
      setEtat('demande')
      precharger().then(
        () => setEtat('ici'),
        erreur => setEtat({ erreur: navigator.onLine ? erreur : horsLigne() }),
      )
    }, [])
    useEffect(() => {
      if (!Contenu) demander()
    }, [demander])
    useWindowEvent('online', () => typeof etat === 'object' && demander())
    if (Contenu) return <Contenu {...(props as P)} />
    if (typeof etat !== 'object') return attente
    return secours ?? <Erreur erreur={etat.erreur} reessayer={demander} />
  }
  return Object.assign(Composant, { precharger })
}
