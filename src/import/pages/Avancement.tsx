import { pourcentage } from '../../socle/ui/dates.ts'
import classes from './Avancement.module.css'

/**
 * How far something is: what it does now, how much is done of how much; without a total, only that it moves. `detail` replaces the
 * percentage.
 */
export function Avancement(props: { etape: string; fait: number; total: number | null; detail?: string }) {
  const { etape, fait, total, detail } = props
  const part = total ? Math.floor((fait / total) * 100) : null
  return (
    <div className={classes.avancement}>
      <p className={classes.dit}>
        <span>{etape}</span>
        <span>{detail ?? (part === null ? '' : pourcentage(part * 100))}</span>
      </p>
      <progress
        className={classes.barre}
        aria-label={etape}
        {...(total === null ? {} : { value: fait, max: Math.max(total, 1) })}
      />
    </div>
  )
}
