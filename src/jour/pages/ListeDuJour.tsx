import { Title } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { nombre } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Liste, type PropsListe } from '../../socle/ui/liste/Liste.tsx'
import classes from './Jour.module.css'

/** Rows shown at first: a day is read at a glance. */
const APERCU = 8

type Props<L> = Omit<PropsListe<L>, 'suite' | 'vide'> & {
  /** How many there are; `lignes` may hold the first ones only. Null where rows aren't what is counted. */
  total: number | null
  /** Where all of them stand, or what sums them up. */
  tout?: { libelle: string; vers: string; recherche?: Record<string, string> }
  note?: ReactNode
}

/** A list of the day: its name with its count, its first rows, the next ones on demand, the page that holds them all. */
export function ListeDuJour<L>({ total, tout, note, ...liste }: Props<L>) {
  const id = useId()
  const [montrees, setMontrees] = useState(APERCU)
  const { titre, lignes } = liste
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.tete}>
        <Title order={2} size="h3" id={id}>
          {titre}
          {total !== null && ` (${nombre(total)})`}
        </Title>
        {tout && (
          <Lien vers={tout.vers} recherche={tout.recherche}>
            {tout.libelle}
          </Lien>
        )}
      </div>
      {note}
      {lignes.length > 0 && (
        <Liste
          {...liste}
          lignes={lignes.slice(0, montrees)}
          suite={{ reste: lignes.length - montrees, charger: () => setMontrees(lignes.length) }}
        />
      )}
    </section>
  )
}
