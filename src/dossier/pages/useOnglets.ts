import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Onglet } from './onglet.ts'

/** Between two looks at what is still to come. */
const REGARD_MS = 50

/**
 * The tabs of a file that are read: those opened so far, each by its own query, so that opening a file asks for no more than what is
 * looked at. On paper all of it is wanted: printing reads the others first, then prints. `imprimer`: also what Ctrl+P does here.
 */
export function useOnglets(ouvert: string, onglets: readonly Onglet[]) {
  const [vus, setVus] = useState<ReadonlySet<string>>(new Set())
  const [impression, setImpression] = useState<'demandee' | 'chargee' | null>(null)
  const demandes = useIsFetching()
  useEffect(() => setVus(avant => (avant.has(ouvert) ? avant : new Set([...avant, ouvert]))), [ouvert])
  useEffect(() => {
    const touche = (e: KeyboardEvent) => {
      if (e.key.toLowerCase() !== 'p' || !(e.ctrlKey || e.metaKey) || e.shiftKey || e.altKey) return
      e.preventDefault()
      setImpression('demandee')
    }
    window.addEventListener('keydown', touche)
    return () => window.removeEventListener('keydown', touche)
  }, [])
  const imprimes = onglets.filter(o => o.imprime)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, whatever the tabs become meanwhile
  useEffect(() => {
    if (impression !== 'demandee') return
    let partie = false
    void Promise.all(imprimes.map(o => o.contenu.precharger())).then(() => !partie && setImpression('chargee'))
    return () => {
      partie = true
    }
  }, [impression])
  useEffect(() => {
    if (impression !== 'chargee' || demandes > 0) return
    // Nothing more is asked for, and nothing waits to be drawn.
    const regard = setInterval(() => {
      if (document.querySelector('[role=tabpanel] [data-attente]')) return
      clearInterval(regard)
      window.print()
      setImpression(null)
    }, REGARD_MS)
    return () => clearInterval(regard)
  }, [impression, demandes])
  return {
    ouverts: new Set([...vus, ouvert, ...(impression === 'chargee' ? imprimes.map(o => o.cle) : [])]),
    imprimer: () => setImpression('demandee'),
  }
}
