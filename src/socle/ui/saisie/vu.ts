import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ZodObject, z } from 'zod'
import { ApiRefusal } from '../../api.ts'

type Json = z.core.util.JSONType

/**
 * What a command says that its author saw: `montre` as it was when the form opened, whatever the page read again since. Refused because
 * somebody changed it meanwhile, the page shows what is there now; what was typed stays, and the next sending says that it was seen.
 */
export function useVu<V>(montre: V): <T>(envoyer: (vu: V) => Promise<T>) => Promise<T> {
  const cache = useQueryClient()
  const courant = useRef(montre)
  courant.current = montre
  const ouvert = useRef<{ vu: V } | null>({ vu: montre })
  const dit = JSON.stringify(montre)
  // biome-ignore lint/correctness/useExhaustiveDependencies: seen anew when the page shows something else
  useEffect(() => {
    ouvert.current ??= { vu: montre }
  }, [dit])
  return async envoyer => {
    try {
      const fait = await envoyer((ouvert.current ?? { vu: courant.current }).vu)
      ouvert.current = null
      return fait
    } catch (erreur) {
      if (erreur instanceof ApiRefusal && erreur.code === 'change-entre-temps') {
        ouvert.current = null
        await cache.invalidateQueries()
      }
      throw erreur
    }
  }
}

/** What a form of this schema showed of `objet`, as the server gave it. */
export const montreDe = (schema: ZodObject, objet: object): Record<string, Json> => {
  const lus = new Map<string, Json>(Object.entries(objet))
  return Object.fromEntries(Object.keys(schema.shape).map(cle => [cle, lus.get(cle) ?? null]))
}
