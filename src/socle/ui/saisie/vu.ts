import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiRefusal } from '../../api.ts'

/**
 * What a command says that its author saw: `montre` as it was when the form opened, whatever the page read again since. Refused because
 * somebody changed it meanwhile, the page shows what is there now; what was typed stays, and the next sending says that it was seen.
 */
export function useVu<V>(montre: V): <T>(envoyer: (vu: V) => Promise<T>) => Promise<T> {
  const cache = useQueryClient()
  const courant = useRef(montre)
  courant.current = montre
  const ouvert = useRef<{ vu: V } | null>({ vu: montre })
  return async envoyer => {
    try {
      return await envoyer((ouvert.current ?? { vu: courant.current }).vu)
    } catch (erreur) {
      if (erreur instanceof ApiRefusal && erreur.code === 'change-entre-temps') {
        ouvert.current = null
        await cache.invalidateQueries()
      }
      throw erreur
    }
  }
}
