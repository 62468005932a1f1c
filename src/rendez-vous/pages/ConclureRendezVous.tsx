import { Button, Group, VisuallyHidden } from '@mantine/core'
import { IconCalendarDue, IconCheck, IconDots, IconPencil, IconUserX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { call } from '../../socle/api.ts'
import { boutonFerme } from '../../socle/ui/bouton-menu.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifierAvecAnnulation, notifierErreur } from '../../socle/ui/notifier.tsx'
import type { Ton } from '../../socle/ui/theme.ts'
import type { conclureRendezVous } from '../conclure-rendez-vous.ts'
import { ISSUES, type Issue } from '../rendez-vous.ts'
import type { ADeplacer } from './PrendreRendezVous.tsx'

// Loaded when first opened: a list has many rows.
const AutresIssues = differe(() => import('./AutresIssues.tsx'), 'AutresIssues')
const PrendreRendezVous = differe(() => import('./PrendreRendezVous.tsx'), 'PrendreRendezVous')

const TONS: Record<Issue, Ton> = {
  present: 'done',
  absent: 'late',
  'absent-excuse': 'soon',
  reporte: 'info',
  'annule-service': 'waiting',
}

type Props = {
  rendezVous: ADeplacer & { issue: Issue | null }
  personneId: string
  nom: string
  /** The hour of the appointment has come. */
  commence: boolean
  /** Nothing is given any more, the file being closed: what was is told, and corrected. */
  clos?: boolean
}

/** What an appointment became: one gesture for the presence or the absence, undone for ten seconds, corrected at any time. */
export function ConclureRendezVous({ rendezVous, personneId, nom, commence, clos = false }: Props) {
  const cache = useQueryClient()
  const [menu, setMenu] = useState(false)
  /** Null until first asked for: the window is loaded then. */
  const [report, setReport] = useState<boolean | null>(null)
  const [enCours, setEnCours] = useState(false)
  const { id, issue } = rendezVous
  const annule = issue === 'annule-service'
  const seDeplace = !clos && (issue === null || annule)
  const rienAFaire = issue === 'reporte' || (clos && annule && !commence)

  const noter = async (nouvelle: Issue | null, vue: Issue | null) => {
    const demande = { rendezVousId: id, issue: nouvelle, vu: { issue: vue } }
    try {
      await call<typeof conclureRendezVous>('PUT /rendez-vous/:rendezVousId/issue', demande)
    } finally {
      // Refused because a colleague was quicker, it shows what they wrote.
      await cache.invalidateQueries()
    }
  }
  const choisir = async (nouvelle: Issue | null) => {
    setEnCours(true)
    try {
      await noter(nouvelle, issue)
      const quoi = nouvelle ? ISSUES[nouvelle].toLowerCase() : 'rendez-vous rétabli'
      notifierAvecAnnulation(`${nom} : ${quoi}.`, () => noter(issue, nouvelle))
    } catch (erreur) {
      notifierErreur(erreur)
    } finally {
      setEnCours(false)
    }
  }
  const bouton = (ouvrir: ComponentProps<'button'>) =>
    issue ? (
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconPencil {...PETITE_ICONE} />}
        loading={enCours}
        {...ouvrir}
      >
        Corriger<VisuallyHidden> l’issue, {nom}</VisuallyHidden>
      </Button>
    ) : (
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconDots {...PETITE_ICONE} />}
        loading={enCours}
        {...ouvrir}
      >
        Autre<VisuallyHidden> issue, {nom}</VisuallyHidden>
      </Button>
    )
  const ferme = boutonFerme(bouton, () => setMenu(true))
  const gestes = menu ? (
    <AutresIssues
      attente={ferme}
      bouton={bouton}
      commence={commence}
      choisir={choisir}
      reporter={seDeplace ? () => setReport(true) : null}
      retablir={annule && !commence && !clos ? () => choisir(null) : null}
      annule={annule}
    />
  ) : (
    ferme
  )
  return (
    <Group gap="xs">
      {issue && <Etat ton={TONS[issue]}>{ISSUES[issue]}</Etat>}
      {issue === null && commence && (
        <>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconCheck {...PETITE_ICONE} />}
            onClick={() => choisir('present')}
            disabled={enCours}
          >
            Présent<VisuallyHidden>, {nom}</VisuallyHidden>
          </Button>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconUserX {...PETITE_ICONE} />}
            onClick={() => choisir('absent')}
            disabled={enCours}
          >
            Absent<VisuallyHidden>, {nom}</VisuallyHidden>
          </Button>
        </>
      )}
      {issue === null && !commence && !clos && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconCalendarDue {...PETITE_ICONE} />}
          onClick={() => setReport(true)}
        >
          Déplacer<VisuallyHidden> le rendez-vous, {nom}</VisuallyHidden>
        </Button>
      )}
      {!rienAFaire && gestes}
      {report !== null && (
        <PrendreRendezVous
          personneId={personneId}
          nom={nom}
          ouvert={report}
          onFermer={() => setReport(false)}
          remplace={rendezVous}
        />
      )}
    </Group>
  )
}
