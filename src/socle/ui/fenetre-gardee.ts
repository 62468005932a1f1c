import { createContext } from 'react'

/** Asks, when something typed would be lost, before doing what closes. */
export type Quitter = (suite: () => void) => void

/** The window around: what asks before it closes; gives what stops asking. Null outside any window. */
export const FenetreGardee = createContext<((quitter: Quitter) => () => void) | null>(null)

const gardes = new Set<Quitter>()

/** On this page, whatever stands around. */
export function garderLaPage(quitter: Quitter): () => void {
  gardes.add(quitter)
  return () => {
    gardes.delete(quitter)
  }
}

/** Asks them all, one after the other, then does it. */
export const apresLesGardes = (toutes: Iterable<Quitter>, suite: () => void): void =>
  [...toutes].reduceRight<() => void>((ensuite, quitter) => () => quitter(ensuite), suite)()

/** For what leaves without changing page: signing out, acting in another role. */
export const quitterLaPage = (suite: () => void): void => apresLesGardes(gardes, suite)
