import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

/** A component whose file is loaded when it is first shown, `attente` in its place meanwhile; `precharger` loads it ahead. */
export type Differe<P> = ComponentType<P & { attente?: ReactNode }> & { precharger: () => Promise<void> }

/**
 * A component in a chunk of its own, shown as soon as it is there, at once when it already is: React’s `lazy` would hold it back up to
 * 300 ms after a former wait, once for each wait inside another. `exporte`: its name in its file. A chunk that doesn’t come is an
 * error of the page, and is asked for again when the page is.
 */
export function differe<P extends object, N extends string>(
  charger: () => Promise<Record<N, ComponentType<P>>>,
  exporte: N,
): Differe<P> {
  let Contenu: ComponentType<P> | undefined
  const precharger = async () => {
    Contenu ??= (await charger())[exporte]
  }
  // biome-ignore lint/correctness/noComponentHookFactories: made once, at the top of a file
  function Composant({ attente = null, ...props }: P & { attente?: ReactNode }) {
    const [, relire] = useState(false)
    const [faute, setFaute] = useState<{ cause: unknown }>()
    const absent = Contenu === undefined
    useEffect(() => {
      if (absent)
        precharger().then(
          () => relire(true),
          cause => setFaute({ cause }),
        )
    }, [absent])
    if (faute) throw faute.cause
    return Contenu ? <Contenu {...(props as P)} /> : attente
  }
  return Object.assign(Composant, { precharger })
}
