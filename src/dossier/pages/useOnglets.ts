import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Onglet } from './onglet.ts'

/** Once nothing more is asked for this long, every part is drawn. */
const CALME_MS = 150

/**
 * The tabs of a file that are read: those opened so far, each by its own query, so that opening a file asks for no more than what is
 * looked at. On paper all of it is wanted: printing reads the others first, then prints. `imprimer`: also what Ctrl+P does here.
 */
export function useOnglets(ouvert: string, onglets: readonly Onglet[]) {
  const [vus, setVus] = useState<ReadonlySet<string>>(new Set())
  const [impression, setImpression] = useState(false)
  const demandes = useIsFetching()
  useEffect(() => setVus(avant => (avant.has(ouvert) ? avant : new Set([...avant, ouvert]))), [ouvert])
  useEffect(() => {
    const touche = (e: KeyboardEvent) => {
      if (e.key.toLowerCase() !== 'p' || !(e.ctrlKey || e.metaKey) || e.shiftKey || e.altKey) return
      e.preventDefault()
      setImpression(true)
    }
    window.addEventListener('keydown', touche)
    return () => window.removeEventListener('keydown', touche)
  }, [])
  useEffect(() => {
    if (!impression || demandes > 0) return
    const attente = setTimeout(() => {
      window.print()
      setImpression(false)
    }, CALME_MS)
    return () => clearTimeout(attente)
  }, [impression, demandes])
  const imprimes = impression ? onglets.filter(o => o.imprime).map(o => o.cle) : []
  return { ouverts: new Set([...vus, ouvert, ...imprimes]), imprimer: () => setImpression(true) }
}
