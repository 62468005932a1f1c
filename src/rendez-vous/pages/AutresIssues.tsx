import { Menu } from '@mantine/core'
import { IconCalendarDue, IconCheck, IconMailOff, IconUserX } from '@tabler/icons-react'
import type { BoutonDeMenu } from '../../socle/ui/bouton-menu.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { MenuOuvert } from '../../socle/ui/MenuOuvert.tsx'
import type { Issue } from '../rendez-vous.ts'

type Props = {
  bouton: BoutonDeMenu
  /** The hour of the appointment has come. */
  commence: boolean
  choisir: (issue: Issue) => void
  /** Null: it cannot be put off any more. */
  reporter: (() => void) | null
}

/** The other issues of an appointment. */
export function AutresIssues({ bouton, commence, choisir, reporter }: Props) {
  return (
    <MenuOuvert bouton={bouton}>
      {commence && (
        <>
          <Menu.Item leftSection={<IconCheck {...ICONE} />} onClick={() => choisir('present')}>
            Présent
          </Menu.Item>
          <Menu.Item leftSection={<IconUserX {...ICONE} />} onClick={() => choisir('absent')}>
            Absent
          </Menu.Item>
          <Menu.Item leftSection={<IconMailOff {...ICONE} />} onClick={() => choisir('absent-excuse')}>
            Absent, mais excusé
          </Menu.Item>
        </>
      )}
      {reporter && (
        <Menu.Item leftSection={<IconCalendarDue {...ICONE} />} onClick={reporter}>
          Déplacer à une autre date
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconMailOff {...ICONE} />} onClick={() => choisir('annule-service')}>
        Annuler (du fait du service)
      </Menu.Item>
    </MenuOuvert>
  )
}
