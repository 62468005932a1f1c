import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './Fiche.module.css'

/** A panel: a titled region of the page. `actions` stand at the right of the title. */
export function Fiche(props: {
  titre: string
  actions?: ReactNode
  children: ReactNode
  niveau?: 2 | 3
  serree?: boolean
}) {
  const id = useId()
  return (
    <section className={classes.fiche} aria-labelledby={id} data-serree={props.serree || undefined}>
      <header className={classes.tete}>
        <Title order={props.niveau ?? 2} id={id} size="h3">
          {props.titre}
        </Title>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </section>
  )
}

export type Repere = {
  terme: string
  valeur: ReactNode
  /** Where the datum comes from and when: « CAF, 1er mars ». */
  source?: string
  /** What stands under them: another value, a gesture. */
  suite?: ReactNode
  /** When several have the same term. */
  cle?: string
}

/** Facts of a file, each with its source. A value missing is said « non renseigné », never left blank. */
export function Reperes({ liste }: { liste: Repere[] }) {
  return (
    <dl className={classes.reperes}>
      {liste.map(repere => (
        <div key={repere.cle ?? repere.terme}>
          <dt>{repere.terme}</dt>
          <dd>
            {repere.valeur ?? <span className={classes.absent}>non renseigné</span>}
            {repere.source && <span className={classes.source}>{repere.source}</span>}
            {repere.suite}
          </dd>
        </div>
      ))}
    </dl>
  )
}
