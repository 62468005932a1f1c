import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { ApiRefusal } from '../../socle/api.ts'
import { notifierErreur } from '../../socle/ui/notifier.tsx'

/** Somebody was quicker: there is nothing left of the act to do. */
export const estDepassee = (erreur: unknown): boolean =>
  erreur instanceof ApiRefusal && ['deja-annulee', 'plus-en-cours', 'deja-clos', 'deja-rouvert'].includes(erreur.code)

/** For a window whose act somebody else did: says who and when, closes, and the file behind shows what is now. */
export function useDepasse(fermer: () => void): (erreur: unknown) => void {
  const cache = useQueryClient()
  const courant = useRef(fermer)
  courant.current = fermer
  return useCallback(
    erreur => {
      if (!estDepassee(erreur)) return
      notifierErreur(erreur)
      courant.current()
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'annulation' })
    },
    [cache],
  )
}
