import { Title } from '@mantine/core'
import { useId } from 'react'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import classes from '../../jour/pages/Jour.module.css'
import { nombre } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { agenda } from '../agenda.ts'
import { ListeRendezVous } from './ListeRendezVous.tsx'

/** Who comes today, at what time, what for and where; the outcome in one gesture once the hour has come. */
export function BlocRendezVous({ donnees: { rendezVous, aujourdhui } }: PropsBloc<Output<typeof agenda>>) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.tete}>
        <Title order={2} size="h3" id={id}>
          Rendez-vous du jour ({nombre(rendezVous.length)})
        </Title>
        <Lien vers="/rendez-vous">Voir l’agenda</Lien>
      </div>
      <ListeRendezVous lignes={rendezVous} jour={aujourdhui} />
    </section>
  )
}
