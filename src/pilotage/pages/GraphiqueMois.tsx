import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useMediaQuery } from '@mantine/hooks'
import { ETROIT } from '../../socle/ui/theme.ts'

export type Props = {
  /** What it shows, for those who don't see it; the figures are in the table beside. */
  titre: string
  /** `valeur` null: nothing to count, or hidden. */
  points: { etiquette: string; valeur: number | null }[]
  format?: (valeur: number) => string
  /** Where the scale ends, when it is a rate. */
  maximum?: number
  /** A goal, as a line that says its name. */
  repere?: { valeur: number; libelle: string }
}

/** Months a narrow screen can show without its figures running into each other. */
const MOIS_SI_ETROIT = 6

/** Months as bars, each with its figure written on it: no legend, no tooltip to chase. All twelve are in the table. */
export function GraphiqueMois({ titre, points, format = String, maximum, repere }: Props) {
  const etroit = useMediaQuery(ETROIT)
  return (
    <div role="img" aria-label={titre}>
      <BarChart
        h={220}
        data={etroit ? points.slice(-MOIS_SI_ETROIT) : points}
        dataKey="etiquette"
        series={[{ name: 'valeur', color: 'var(--f-action)' }]}
        withTooltip={false}
        withYAxis={false}
        gridAxis="none"
        maxBarWidth={44}
        withBarValueLabel
        barLabelColor="var(--f-encre)"
        valueLabelProps={{ position: 'top', fontSize: 14, formatter: v => (typeof v === 'number' ? format(v) : '') }}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ margin: { top: 28, right: 4, left: 4 }, accessibilityLayer: false, tabIndex: -1 }}
        xAxisProps={{
          tick: { fontSize: 14, fill: 'var(--f-discret)' },
          interval: 'preserveStartEnd',
          padding: 'no-gap',
        }}
        yAxisProps={maximum === undefined ? {} : { domain: [0, maximum] }}
        referenceLines={
          repere
            ? [{ y: repere.valeur, label: repere.libelle, color: 'var(--f-encre)', labelPosition: 'insideTopLeft' }]
            : []
        }
      />
    </div>
  )
}
