import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarPause, IconDots, IconPhoneCheck, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import type { CleEcheance } from '../echeance.ts'

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
      {ouverte === 'reporter' && <ReporterEcheance cle={cle} acte={acte} aujourdhui={aujourdhui} fermer={fermer} />}
      {ouverte === 'confier' && <ConfierEcheance cle={cle} acte={acte} fermer={fermer} />}
      {ouverte === 'contact' && <NoterContact personneId={cle.personneId} aujourdhui={aujourdhui} fermer={fermer} />}
    </>
  )
}
