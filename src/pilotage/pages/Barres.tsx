import { pourcentage } from '../../socle/ui/dates.ts'
import classes from './Pilotage.module.css'

export type Barre = {
  libelle: string
  /** « 52 personnes », already written. */
  effectif: string
  /** Basis points of the whole; null: hidden or nothing to count. */
  part: number | null
  /** A target in basis points, drawn as a mark and said in words. */
  repere?: number
}

/** Parts of a whole as bars, each saying its name, its count, its share and its target. */
export function Barres({ barres }: { barres: Barre[] }) {
  return (
    <ul className={classes.barres}>
      {barres.map(({ libelle, effectif, part, repere }) => (
        <li key={libelle}>
          <div className={classes.mots}>
            <span>{libelle}</span>
            <span>
              {part === null ? '' : <strong>{pourcentage(part)}</strong>} {effectif}
              {repere !== undefined && <span className={classes.discret}> · repère {pourcentage(repere)}</span>}
            </span>
          </div>
          <div className={classes.piste} aria-hidden>
            <div className={classes.barre} style={{ width: `${(part ?? 0) / 100}%` }} />
            {repere !== undefined && <span className={classes.repere} style={{ left: `${repere / 100}%` }} />}
          </div>
        </li>
      ))}
    </ul>
  )
}
