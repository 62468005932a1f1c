import { createContext } from 'react'

/** Asks, when something typed would be lost, before doing what closes. */
export type Quitter = (suite: () => void) => void

/** The window around: what asks before it closes; gives what stops asking. Null outside any window. */
export const FenetreGardee = createContext<((quitter: Quitter) => () => void) | null>(null)
