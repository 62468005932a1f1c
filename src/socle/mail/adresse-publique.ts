import { courrielPossible } from './envoyer.ts'

/**
 * Where agents open Filrouge, as `FILROUGE_ADRESSE` gives it (https://filrouge.example.org), without a sign / at its end; null without
 * it. Never what a request says of itself: a link that is sent must lead here, whoever asked for it.
 */
export function adressePublique(): string | null {
  const dite = process.env.FILROUGE_ADRESSE ?? ''
  if (!URL.canParse(dite)) return null
  const { protocol, origin, pathname } = new URL(dite)
  return protocol === 'https:' || protocol === 'http:' ? `${origin}${pathname.replace(/\/+$/, '')}` : null
}

/** Whether links can go by mail: it can be sent, and says where they lead. */
export const lienParCourriel = (): boolean => courrielPossible() && adressePublique() !== null
