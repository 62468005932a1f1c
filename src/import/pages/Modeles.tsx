import { Anchor } from '@mantine/core'
import { GENRES, LISTES } from '../genres.ts'
import classes from './Imports.module.css'

/** Empty tables to fill in, one for each list: the columns, an example line, and what each column expects. */
export function Modeles() {
  return (
    <details className={classes.modeles}>
      <summary>Modèles de tableaux à remplir</summary>
      <ul>
        {LISTES.map(genre => (
          <li key={genre}>
            <Anchor href={`/api/modeles/${genre}`} download>
              {GENRES[genre]} (.xlsx)
            </Anchor>
          </li>
        ))}
      </ul>
    </details>
  )
}
