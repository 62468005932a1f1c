import type { ComponentType } from 'react'
import type { Permission } from '../../agent/permissions.ts'
import { type Differe, differe } from '../../socle/ui/differe.tsx'

/** What a list of the day says of itself, once read. */
export type Resume = {
  /** How many things are to be done. */
  reste: number
  /** Has it something to show, whether it is to be done or not? */
  montrer: boolean
  /** Its sentence, for the head of the page; null when there is nothing worth saying. */
  dit: string | null
}

export type PropsBloc<D> = {
  donnees: D
  /** Nothing is left to do anywhere on the page. */
  aJour: boolean
}

/** A list of the page « Aujourd’hui »: who may read it, its own question to the server, what it says, its screen in a chunk of its own. */
export type Bloc = {
  /** Its name in the table of roles (`jour`). */
  cle: string
  permission: Permission
  lire: () => Promise<unknown>
  resumer: (donnees: unknown) => Resume
  Contenu: Differe<PropsBloc<unknown>>
  /** It says by itself that nothing is left. */
  ditRien: boolean
  /** Seldom shown: its screen is loaded once it is. */
  rare: boolean
}

type Declaration<D, N extends string> = {
  cle: string
  permission: Permission
  lire: () => Promise<D>
  resumer: (donnees: D) => Resume
  /** The file of the screen, and its component's name in there. */
  charger: () => Promise<Record<N, ComponentType<PropsBloc<D>>>>
  exporte: N
  ditRien?: boolean
  rare?: boolean
}

/** One line in `src/jours.ts`, its key in `jour` of the roles that see it. */
export function bloc<D, N extends string>({
  charger,
  exporte,
  ditRien = false,
  rare = false,
  ...b
}: Declaration<D, N>): Bloc {
  return { ...b, ditRien, rare, Contenu: differe(charger, exporte) } as Bloc
}
