import { ActionIcon, Button, Menu, VisuallyHidden } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCalendarPause,
  IconCalendarUp,
  IconDots,
  IconPhoneCheck,
  IconUserShare,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import type { CleEcheance } from '../echeance.ts'
import type { reprendreAUnCollegue } from '../reprendre-a-un-collegue.ts'
import type { reprendreEcheance } from '../reprendre-echeance.ts'

// Loaded when first opened.
const ReporterEcheance = differe(() => import('./ReporterEcheance.tsx'), 'ReporterEcheance')
const ConfierEcheance = differe(() => import('./ConfierEcheance.tsx'), 'ConfierEcheance')
const NoterContact = differe(() => import('../../accompagnement/pages/NoterContact.tsx'), 'NoterContact')

/** Clocks that a contact without appointment answers. */
const PAR_CONTACT = ['premier-contact', 'contact']

type Props = {
  cle: CleEcheance
  acte: string
  /** Whose, where the page doesn't say it: a list has many rows. */
  nom?: string
  aujourdhui: string
  /** It is put off, where the page doesn't offer to take that back. */
  reportee?: boolean
  /** A colleague gave it to me, or has it from me, where the page doesn't offer to take that back. */
  tenue?: 'moi' | 'collegue' | null
}

/** What else may be made of something to do: put it off, give it to a colleague, take that back, write that the person was reached. */
export function MenuEcheance({ cle, acte, nom, aujourdhui, reportee = false, tenue = null }: Props) {
  const [ouverte, setOuverte] = useState<'reporter' | 'confier' | 'contact' | null>(null)
  const fermer = () => setOuverte(null)
  const defaire = useDefaire(cle)
  const deQui = [acte, nom].filter(Boolean).join(', ')
  if (tenue === 'collegue')
    return (
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconArrowBackUp {...PETITE_ICONE} />}
        loading={defaire.isPending}
        onClick={() => defaire.mutate('reprise')}
      >
        Reprendre<VisuallyHidden>, {deQui}</VisuallyHidden>
      </Button>
    )
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Autres actes\u00a0: ${deQui}`}>
            <IconDots {...ICONE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {PAR_CONTACT.includes(cle.genre) && (
            <Menu.Item leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => setOuverte('contact')}>
              Noter un contact
            </Menu.Item>
          )}
          {reportee && (
            <Menu.Item leftSection={<IconCalendarUp {...ICONE} />} onClick={() => defaire.mutate('report')}>
              Ne plus remettre
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCalendarPause {...ICONE} />} onClick={() => setOuverte('reporter')}>
            {reportee ? 'Remettre à un autre jour' : 'Remettre à plus tard'}
          </Menu.Item>
          {tenue === 'moi' && (
            <Menu.Item leftSection={<IconArrowBackUp {...ICONE} />} onClick={() => defaire.mutate('rendu')}>
              Rendre
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconUserShare {...ICONE} />} onClick={() => setOuverte('confier')}>
            Confier à un collègue
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {ouverte === 'reporter' && <ReporterEcheance {...{ cle, acte, nom, aujourdhui, fermer }} />}
      {ouverte === 'confier' && <ConfierEcheance {...{ cle, acte, nom, fermer }} />}
      {ouverte === 'contact' && <NoterContact personneId={cle.personneId} {...{ nom, aujourdhui, fermer }} />}
    </>
  )
}

const DEFAIT = {
  report: 'C’est de nouveau à faire.',
  reprise: 'C’est de nouveau à faire par vous.',
  rendu: 'C’est rendu à qui devait le faire.',
} as const

/** Takes back a report, or what was given. */
function useDefaire(cle: CleEcheance) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (quoi: keyof typeof DEFAIT) =>
      quoi === 'report'
        ? call<typeof reprendreEcheance>('DELETE /personnes/:personneId/echeances/:genre/:faitId/report', cle)
        : call<typeof reprendreAUnCollegue>('DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue', cle),
    onSuccess: (_, quoi) => notifier(DEFAIT[quoi]),
    onError: notifierErreur,
    onSettled: () => cache.invalidateQueries(),
  })
}
