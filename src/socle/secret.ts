import { z } from 'zod'

/** A head-count as a reader may see it: 'masque' when too few people are behind it. */
export const Effectif = z.union([z.number().int(), z.literal('masque')])
export type Effectif = z.infer<typeof Effectif>

/** Zero says nothing of anybody; below the threshold a count could lead to someone (domaine.md §5, k-anonymity). */
export function masquer(n: number, seuil: number): Effectif {
  return n > 0 && n < seuil ? 'masque' : n
}

/**
 * The cells of a breakdown whose total is shown. Small ones are hidden; then, as long as what the total would give away about
 * the hidden ones together stays below the threshold, the smallest shown cell is hidden too (complementary suppression).
 */
export function masquerRepartition(cellules: readonly number[], seuil: number): Effectif[] {
  const vues: Effectif[] = cellules.map(n => masquer(n, seuil))
  if (!vues.includes('masque')) return vues
  const cache = () => cellules.reduce((somme, n, i) => (vues[i] === 'masque' ? somme + n : somme), 0)
  while (cache() < seuil) {
    const restantes = vues.flatMap((v, i) => (typeof v === 'number' && v > 0 ? [i] : []))
    const [plusPetite] = restantes.sort((a, b) => (cellules[a] ?? 0) - (cellules[b] ?? 0))
    if (plusPetite === undefined) break
    vues[plusPetite] = 'masque'
  }
  return vues
}
