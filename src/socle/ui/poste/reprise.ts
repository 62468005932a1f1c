import { useEffect, useRef } from 'react'
import { ApiRefusal, dureeDeLaPanne } from '../../api.ts'

/** A page asks by itself no longer than this: then somebody presses the button. */
const AU_PLUS_MS = 15 * 60_000
const ATTENDRE_S = 5
const AU_PLUS_S = 60

/** The server, or what stands before it, says that it is away for a moment: asked again, it may answer. */
export const passagere = (erreur: unknown): erreur is ApiRefusal =>
  erreur instanceof ApiRefusal && ([502, 503, 504].includes(erreur.status) || erreur.code === 'hors-ligne')

/** Asks again by itself for what didn't come, when the server said to (Retry-After); returns whether it will. */
export function useReprise(erreur: unknown, reessayer: (() => void) | undefined): boolean {
  const demander = useRef(reessayer)
  demander.current = reessayer
  const reprend = reessayer !== undefined && passagere(erreur) && dureeDeLaPanne() < AU_PLUS_MS
  useEffect(() => {
    if (!reprend) return
    const attendre = Math.min(AU_PLUS_S, Math.max(1, erreur.attendre ?? ATTENDRE_S))
    const minuterie = setTimeout(() => demander.current?.(), attendre * 1000)
    return () => clearTimeout(minuterie)
  }, [reprend, erreur])
  return reprend
}
