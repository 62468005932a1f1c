import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarPause, IconDots, IconPhoneCheck, IconUserShare } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { ICONE } from '../../socle/ui/icone.ts'
import type { CleEcheance } from '../echeance.ts'

// Loaded when first opened.
const ReporterEcheance = lazy(() => import('./ReporterEcheance.tsx').then(m => ({ default: m.ReporterEcheance })))
const ConfierEcheance = lazy(() => import('./ConfierEcheance.tsx').then(m => ({ default: m.ConfierEcheance })))
const NoterContact = lazy(() =>
  import('../../accompagnement/pages/NoterContact.tsx').then(m => ({ default: m.NoterContact })),
)

/** Clocks that a contact without appointment answers. */
const PAR_CONTACT = ['premier-contact', 'contact']

type Props = {
  cle: CleEcheance
  acte: string
  /** Whose, where the page doesn't say it: a list has many rows. */
  nom?: string
  aujourdhui: string
}

/** What else may be made of something to do: put it off, give it to a colleague, write that the person was reached. */
export function MenuEcheance({ cle, acte, nom, aujourdhui }: Props) {
  const [ouverte, setOuverte] = useState<'reporter' | 'confier' | 'contact' | null>(null)
  const fermer = () => setOuverte(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Autres actes\u00a0: ${[acte, nom].filter(Boolean).join(', ')}`}
          >
            <IconDots {...ICONE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {PAR_CONTACT.includes(cle.genre) && (
            <Menu.Item leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => setOuverte('contact')}>
              Noter un contact
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCalendarPause {...ICONE} />} onClick={() => setOuverte('reporter')}>
            Remettre à plus tard
          </Menu.Item>
          <Menu.Item leftSection={<IconUserShare {...ICONE} />} onClick={() => setOuverte('confier')}>
            Confier à un collègue
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {ouverte === 'reporter' && <ReporterEcheance cle={cle} acte={acte} aujourdhui={aujourdhui} fermer={fermer} />}
        {ouverte === 'confier' && <ConfierEcheance cle={cle} acte={acte} fermer={fermer} />}
        {ouverte === 'contact' && <NoterContact personneId={cle.personneId} aujourdhui={aujourdhui} fermer={fermer} />}
      </Suspense>
    </>
  )
}
