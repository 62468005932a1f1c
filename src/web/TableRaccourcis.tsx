import classes from './Raccourcis.module.css'
import { RACCOURCIS } from './raccourcis.ts'

export function TableRaccourcis() {
  return (
    <dl className={classes.raccourcis}>
      {RACCOURCIS.map(([touche, effet]) => (
        <div key={touche}>
          <dt>
            <kbd className={classes.touche}>{touche}</kbd>
          </dt>
          <dd>{effet}</dd>
        </div>
      ))}
    </dl>
  )
}
