import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { Attente } from './Attente.tsx'
import { type Ailleurs, Erreur } from './Erreur.tsx'
import { passagere } from './poste/reprise.ts'

type Props<T> = {
  requete: UseQueryResult<T>
  attente?: 'liste' | 'fiche' | 'page' | 'chiffre'
  /** Where to look for what isn't at this address. */
  ailleurs?: Ailleurs
  children: (donnees: T) => ReactNode
}

/** Content that is loaded: its skeleton while it comes, its error if it doesn't, itself as soon as it is there. */
export function Charge<T>({ requete, attente, ailleurs, children }: Props<T>) {
  // Asked again, what was said stays until the answer: nothing comes and goes.
  const dite = useRef<Error | null>(null)
  dite.current = requete.error ?? (requete.isPending && passagere(dite.current) ? dite.current : null)
  const erreur = dite.current
  if (requete.data !== undefined) return children(requete.data)
  if (erreur) return <Erreur erreur={erreur} reessayer={() => requete.refetch()} ailleurs={ailleurs} />
  return <Attente forme={attente} />
}
