import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Props } from './GraphiqueMois.tsx'

const GraphiqueMois = lazy(() => import('./GraphiqueMois.tsx').then(m => ({ default: m.GraphiqueMois })))

/** The chart comes after the figures: its library is heavy, and they are readable without it. */
export function Graphique(props: Props) {
  return (
    <Suspense fallback={<Skeleton h={220} />}>
      <GraphiqueMois {...props} />
    </Suspense>
  )
}
