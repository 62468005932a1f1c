import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ZodObject, z } from 'zod'
import { ApiRefusal } from '../../api.ts'

type Json = z.core.util.JSONType

/**
 * What a command says that its author saw: `montre` as it was when the form opened, whatever the page read again since. Refused because
 * somebody changed it meanwhile, the page shows what is there now; what was typed stays, and the next sending says that it was seen.
 * `form`: the form that replaces all of it; what its author didn't touch there becomes what is there now.
 */
export function useVu<V>(montre: V, form?: { relire: () => void }): <T>(envoyer: (vu: V) => Promise<T>) => Promise<T> {
  const cache = useQueryClient()
  const courant = useRef(montre)
  courant.current = montre
  const ouvert = useRef<{ vu: V } | null>({ vu: montre })
  const dit = JSON.stringify(montre)
  const [refus, setRefus] = useState(0)
  // From a refusal to the next sending, the form and what it says was seen follow the page together.
  const suit = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: seen anew when the page shows something else
  useEffect(() => {
    if (form && suit.current) {
      form.relire()
      ouvert.current = { vu: montre }
    } else ouvert.current ??= { vu: montre }
  }, [dit, refus])
  return async envoyer => {
    suit.current = false
    try {
      const fait = await envoyer((ouvert.current ?? { vu: courant.current }).vu)
      ouvert.current = null
      return fait
    } catch (erreur) {
      if (erreur instanceof ApiRefusal && erreur.code === 'change-entre-temps') {
        ouvert.current = null
        suit.current = true
        await cache.invalidateQueries()
        // What is there may have been read before the refusal: nothing then changes on the page.
        if (form) setRefus(n => n + 1)
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
