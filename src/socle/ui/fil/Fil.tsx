import { Text, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { dateCourte, heure } from '../dates.ts'
import classes from './Fil.module.css'

export type Etape = {
  cle: string
  titre: string
  etat: 'fait' | 'en-cours' | 'a-venir'
  /** « 3 mars », « avant le 17 mars », or an <Echeance>. */
  precision?: ReactNode
}

const DIT = { fait: 'fait', 'en-cours': 'prochaine étape', 'a-venir': 'à venir' } as const

/** The red thread of a journey, lying: what is done, what comes next, what follows. Stands up on a narrow screen. */
export function FilParcours({ etapes, titre = 'Parcours' }: { etapes: Etape[]; titre?: string }) {
  return (
    <ol className={classes.parcours} aria-label={titre}>
      {etapes.map(etape => (
        <li key={etape.cle} data-etat={etape.etat} aria-current={etape.etat === 'en-cours' ? 'step' : undefined}>
          <span className={classes.noeud} aria-hidden>
            {etape.etat === 'fait' && <IconCheck size={14} stroke={3} />}
          </span>
          <span className={classes.texte}>
            <span className={classes.titre}>{etape.titre}</span>
            <VisuallyHidden> ({DIT[etape.etat]})</VisuallyHidden>
            {etape.precision && <span className={classes.precision}>{etape.precision}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

export type EvenementDuFil = {
  id: string
  /** Day 'YYYY-MM-DD' or ISO instant, when it took effect. */
  le: string
  titre: ReactNode
  detail?: ReactNode
  /** Who wrote it, and how it came: « A. Diallo », « flux CAF du 1er mars ». */
  par?: string
}

/** The red thread standing: what happened, last first, as the caller sorted it. `aujourdhui` hides the current year. */
export function FilTemps(props: { evenements: EvenementDuFil[]; aujourdhui?: string; titre?: string }) {
  const { evenements, aujourdhui, titre } = props
  return (
    <ol className={classes.temps} aria-label={titre}>
      {evenements.map(evenement => {
        const jour = dateCourte(evenement.le, aujourdhui)
        return (
          <li key={evenement.id}>
            <time className={classes.quand} dateTime={evenement.le}>
              {jour}
              {evenement.le.length > 10 && <span className={classes.heure}>{heure(evenement.le)}</span>}
            </time>
            <span className={classes.perle} aria-hidden />
            <div className={classes.corps}>
              <Text component="p" fw={600}>
                {evenement.titre}
              </Text>
              {evenement.detail && <div>{evenement.detail}</div>}
              {evenement.par && (
                <Text component="p" size="xs" c="dimmed">
                  {evenement.par}
                </Text>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
