import { Menu } from '@mantine/core'
import { IconCalendarPause, IconPhoneCheck, IconUserShare } from '@tabler/icons-react'
import type { BoutonDeMenu } from '../../socle/ui/bouton-menu.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { MenuOuvert } from '../../socle/ui/MenuOuvert.tsx'
import type { CleEcheance } from '../echeance.ts'

export type ActeEcheance = 'reporter' | 'confier' | 'contact'

/** Clocks that a contact without appointment answers. */
const PAR_CONTACT = ['premier-contact', 'contact']

type Props = { bouton: BoutonDeMenu; cle: CleEcheance; choisir: (acte: ActeEcheance) => void }

/** What else may be made of something to do: put it off, give it to a colleague, write that the person was reached. */
export function ActesEcheance({ bouton, cle, choisir }: Props) {
  return (
    <MenuOuvert bouton={bouton}>
      {PAR_CONTACT.includes(cle.genre) && (
        <Menu.Item leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => choisir('contact')}>
          Noter un contact
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCalendarPause {...ICONE} />} onClick={() => choisir('reporter')}>
        Remettre à plus tard
      </Menu.Item>
      <Menu.Item leftSection={<IconUserShare {...ICONE} />} onClick={() => choisir('confier')}>
        Confier à un collègue
      </Menu.Item>
    </MenuOuvert>
  )
}
