import { Menu } from '@mantine/core'
import { IconArrowBackUp, IconCalendarDue, IconCheck, IconMailOff, IconUserX } from '@tabler/icons-react'
import { type ComponentProps, type ReactElement, useEffect, useRef, useState } from 'react'
import { ICONE } from '../../socle/ui/icone.ts'
import type { Issue } from '../rendez-vous.ts'

type Props = {
  /** The button that opens it, the same as the one it takes the place of. */
  bouton: (props: ComponentProps<'button'>) => ReactElement
  /** The hour of the appointment has come. */
  commence: boolean
  choisir: (issue: Issue) => void
  /** Null: it cannot be put off any more. */
  reporter: (() => void) | null
  /** Called off and still to come: it may be again, at its hour. */
  retablir: (() => void) | null
  /** The service called it off already. */
  annule: boolean
}

/** The other issues of an appointment, loaded and opened by the first press of the button: the focus was on it, and comes back. */
export function AutresIssues({ bouton, commence, choisir, reporter, retablir, annule }: Props) {
  const [ouvert, setOuvert] = useState(false)
  const cible = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    cible.current?.focus()
    setOuvert(true)
  }, [])
  return (
    <Menu position="bottom-end" withinPortal opened={ouvert} onChange={setOuvert}>
      <Menu.Target>{bouton({ ref: cible })}</Menu.Target>
      <Menu.Dropdown>
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
        {retablir && (
          <Menu.Item leftSection={<IconArrowBackUp {...ICONE} />} onClick={retablir}>
            Rétablir à sa date
          </Menu.Item>
        )}
        {reporter && (
          <Menu.Item leftSection={<IconCalendarDue {...ICONE} />} onClick={reporter}>
            Déplacer à une autre date
          </Menu.Item>
        )}
        {!annule && (
          <Menu.Item leftSection={<IconMailOff {...ICONE} />} onClick={() => choisir('annule-service')}>
            Annuler (du fait du service)
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
