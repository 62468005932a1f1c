import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Attente } from './Attente.tsx'
import { type Ailleurs, Erreur } from './Erreur.tsx'

type Props<T> = {
  requete: UseQueryResult<T>
  attente?: 'liste' | 'fiche' | 'page' | 'chiffre'
  /** Where to look for what isn't at this address. */
  ailleurs?: Ailleurs
  children: (donnees: T) => ReactNode
}

/** Content that is loaded: its skeleton while it comes, its error if it doesn't, itself as soon as it is there. */
export function Charge<T>({ requete, attente, ailleurs, children }: Props<T>) {
  if (requete.data !== undefined) return children(requete.data)
  if (requete.isError) return <Erreur erreur={requete.error} reessayer={() => requete.refetch()} ailleurs={ailleurs} />
  return <Attente forme={attente} />
}
