import { Anchor, Collapse, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'
import classes from './Chiffre.module.css'

type Props = {
  titre: string
  /** Already written: « 72,4 % », « 23 », or null where it can't be computed. */
  valeur: string | null
  /** What the figure says, in a sentence. */
  phrase: ReactNode
  /** How it is computed: opened by the reader. */
  calcul?: ReactNode
  /** A link to the persons behind the figure, for those entitled. */
  qui?: ReactNode
  /** Chart and table. */
  children?: ReactNode
}

/** A figure of the pilotage: figure, sentence, then what the caller adds (chart, table). */
export function Chiffre(props: Props) {
  const id = useId()
  const [ouvert, { toggle }] = useDisclosure(false)
  return (
    <section className={classes.chiffre} aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {props.titre}
      </Title>
      <p className={classes.valeur}>{props.valeur ?? '—'}</p>
      <Text component="p" m={0}>
        {props.phrase}
      </Text>
      {props.children}
      <div className={classes.suites}>
        {props.calcul && (
          <Anchor
            component="button"
            type="button"
            onClick={toggle}
            aria-expanded={ouvert}
            aria-controls={`${id}-calcul`}
          >
            Comment est-il calculé ?
          </Anchor>
        )}
        {props.qui}
      </div>
      {props.calcul && (
        <Collapse expanded={ouvert} id={`${id}-calcul`}>
          <div className={classes.calcul}>{props.calcul}</div>
        </Collapse>
      )}
    </section>
  )
}
