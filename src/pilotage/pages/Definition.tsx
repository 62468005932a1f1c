import type { DefinitionIndicateur } from '../pilotage.ts'
import classes from './Pilotage.module.css'

/** « Comment est-il calculé ? »: what is counted, over what, from when to when, according to whom. */
export function Definition({ definition }: { definition: DefinitionIndicateur }) {
  const lignes = [
    ['Ce qui est compté', definition.numerateur],
    ['Rapporté à', definition.denominateur],
    ['Quand', definition.horloge],
    ['À savoir', definition.limites],
    ['Source', definition.source],
  ] as const
  return (
    <dl className={classes.definition}>
      {lignes.map(([terme, texte]) =>
        texte ? (
          <div key={terme}>
            <dt>{terme}</dt>
            <dd>{texte}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
