import { INCONNUS_MAX } from '../../../../lecture/xml/limites.ts'

export const abrege = (nom: string) => (nom.length > 60 ? `${nom.slice(0, 60)}…` : nom)

/** Counts the elements that the map of a version doesn't have: the first names met, so that a hostile file can't fill memory. */
export function desInconnus() {
  const vus = new Map<string, number>()
  return {
    vus,
    compter: (nom: string, fois = 1): void => {
      const cle = abrege(nom)
      if (vus.has(cle) || vus.size < INCONNUS_MAX) vus.set(cle, (vus.get(cle) ?? 0) + fois)
    },
    /** Those counted so far, which are forgotten: a thread gives them with each household. */
    rendre: (): [string, number][] => {
      const rendus = [...vus]
      vus.clear()
      return rendus
    },
  }
}
