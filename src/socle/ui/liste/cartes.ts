import { useMediaQuery } from '@mantine/hooks'
import { useLayoutEffect, useState } from 'react'
import { ETROIT } from '../theme.ts'

/**
 * Whether a list is shown as cards, and the ref of what holds it: on a narrow screen, and at each width where its table, which cuts no
 * word, was seen to be wider than its place. A wider place tries the table again.
 */
export function useCartes(): { cadre: (noeud: HTMLDivElement | null) => void; cartes: boolean } {
  const etroit = useMediaQuery(ETROIT, false, { getInitialValueInEffect: false })
  const [place, setPlace] = useState<HTMLDivElement | null>(null)
  const [largeur, setLargeur] = useState(1)
  const [tropEtroite, setTropEtroite] = useState(0)
  useLayoutEffect(() => {
    if (!place) return
    const mesurer = () => {
      setLargeur(place.clientWidth)
      if (place.scrollWidth > place.clientWidth) setTropEtroite(place.clientWidth)
    }
    const observateur = new ResizeObserver(mesurer)
    observateur.observe(place)
    mesurer()
    return () => observateur.disconnect()
  }, [place])
  return { cadre: setPlace, cartes: etroit || largeur <= tropEtroite }
}
