import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { dateCourte, heure } from '../dates.ts'
import { PETITE_ICONE } from '../icone.ts'
import classes from './Fil.module.css'

export type Etape = {
  cle: string
  titre: string
  etat: 'fait' | 'en-cours' | 'a-venir'
  /** « 3 mars », « avant le 17 mars », or an <Echeance>. */
  precision?: ReactNode
}

const DIT = { fait: 'fait', 'en-cours': 'prochaine étape', 'a-venir': 'à venir' } as const

/**
 * The red thread of a journey, lying: what is done, what comes next, what follows. On a narrow screen the steps are marks, still named
 * to who listens; the one where the journey stands is said in full under them, and a press on it unfolds all of them. Paper gets all.
 */
export function FilParcours({ etapes, titre = 'Parcours' }: { etapes: Etape[]; titre?: string }) {
  const [deplie, { toggle }] = useDisclosure(false)
  const id = useId()
  const seule = etapes.length < 2
  return (
    <>
      <ol id={id} className={classes.parcours} aria-label={titre} data-deplie={deplie || seule || undefined}>
        <Etapes etapes={etapes} />
      </ol>
      {!seule && <Ici etapes={etapes} deplie={deplie} deplier={toggle} parcours={id} />}
    </>
  )
}

function Etapes({ etapes }: { etapes: Etape[] }) {
  return etapes.map(etape => (
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
  ))
}

type PropsIci = { etapes: Etape[]; deplie: boolean; deplier: () => void; parcours: string }

/** Where the journey stands, under the marks of a narrow screen: the step in progress, else the last one done. */
function Ici({ etapes, deplie, ...props }: PropsIci) {
  const enCours = etapes.findIndex(etape => etape.etat === 'en-cours')
  const rang = enCours < 0 ? etapes.findLastIndex(etape => etape.etat === 'fait') : enCours
  const etape = etapes[rang]
  const Chevron = deplie ? IconChevronUp : IconChevronDown
  return (
    <UnstyledButton
      className={classes.ici}
      aria-expanded={deplie}
      aria-controls={props.parcours}
      onClick={props.deplier}
    >
      {!deplie && etape && (
        <span className={classes.etape}>
          <span className={classes.titre}>{etape.titre}</span> {etape.precision}
        </span>
      )}
      <span className={classes.toutes}>
        {deplie ? 'Réduire' : `${rang + 1} sur ${etapes.length}`}
        <VisuallyHidden>{deplie ? 'les étapes' : 'étapes, les voir toutes'}</VisuallyHidden>
        <Chevron {...PETITE_ICONE} aria-hidden />
      </span>
    </UnstyledButton>
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
