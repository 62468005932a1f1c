import { Skeleton } from '@mantine/core'
import { differe } from '../../socle/ui/differe.tsx'
import type { Props } from './GraphiqueMois.tsx'

const GraphiqueMois = differe(() => import('./GraphiqueMois.tsx'), 'GraphiqueMois')

/** The chart comes after the figures: its library is heavy, and they are readable without it. */
export function Graphique(props: Props) {
  return <GraphiqueMois {...props} attente={<Skeleton h={220} />} />
}
