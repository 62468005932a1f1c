import { MOTIFS_PERSONNES } from '../../socle/export/motifs.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { aujourdhui } from '../aujourdhui.ts'

type Props = { journee: Output<typeof aujourdhui>; filtres: Record<string, string | undefined> }

/** The lists of the day as they are filtered, all their pages; nothing where they are empty. */
export function ExporterLesListes({ journee: { stock, listes }, filtres }: Props) {
  const combien = stock?.total ?? listes.reduce((n, l) => n + l.total, 0)
  if (combien === 0) return null
  return (
    <Exporter
      droit="export.jour"
      route="POST /aujourdhui/export"
      entree={filtres}
      quoi={pluriel(combien, 'personne')}
      motifs={MOTIFS_PERSONNES}
      personnes
    />
  )
}
