import { useId } from 'react'
import type { Tableau } from '../tableaux.ts'
import classes from './Pilotage.module.css'

/** The table twin of a chart: the same figures, for those who read rather than look. Scrolls sideways on its own if it must. */
export function TableauChiffres({ titre, colonnes, lignes }: Tableau) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a zone that scrolls must be reachable by keyboard
    <section className={classes.tableau} tabIndex={0} aria-labelledby={id}>
      <p id={id} className={classes.titre}>
        {titre}
      </p>
      <table aria-labelledby={id}>
        <thead>
          <tr>
            {colonnes.map(colonne => (
              <th key={colonne} scope="col">
                {colonne}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lignes.map(([premiere, ...autres]) => (
            <tr key={premiere}>
              <th scope="row">{premiere}</th>
              {autres.map((valeur, i) => (
                <td key={colonnes[i + 1]}>{valeur}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
