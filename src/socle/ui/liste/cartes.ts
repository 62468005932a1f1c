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
  const [vue, setVue] = useState({ largeur: 1, tropEtroite: 0 })
  useLayoutEffect(() => {
    if (!place) return
    const mesurer = () => {
      const { clientWidth: largeur, scrollWidth } = place
      setVue(avant => {
        const tropEtroite = Math.max(avant.tropEtroite, scrollWidth > largeur ? largeur : 0)
        return largeur === avant.largeur && tropEtroite === avant.tropEtroite ? avant : { largeur, tropEtroite }
      })
    }
    const observateur = new ResizeObserver(mesurer)
    observateur.observe(place)
    mesurer()
    return () => observateur.disconnect()
  }, [place])
  return { cadre: setPlace, cartes: etroit || vue.largeur <= vue.tropEtroite }
}
