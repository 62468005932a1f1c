import { Menu } from '@mantine/core'
import { IconArrowBackUp, IconCalendarPause, IconCalendarUp, IconPhoneCheck, IconUserShare } from '@tabler/icons-react'
import type { BoutonDeMenu } from '../../socle/ui/bouton-menu.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { MenuOuvert } from '../../socle/ui/MenuOuvert.tsx'
import type { CleEcheance } from '../echeance.ts'
import { useDefaire } from './useDefaire.ts'

export type ActeEcheance = 'reporter' | 'confier' | 'contact'

/** Clocks that a contact without appointment answers. */
const PAR_CONTACT = ['premier-contact', 'contact']

type Props = {
  bouton: BoutonDeMenu
  cle: CleEcheance
  /** It is put off. */
  reportee: boolean
  /** A colleague gave it. */
  recue: boolean
  choisir: (acte: ActeEcheance) => void
}

/** What else may be made of something to do: put it off, give it to a colleague, take that back, write that the person was reached. */
export function ActesEcheance({ bouton, cle, reportee, recue, choisir }: Props) {
  const defaire = useDefaire(cle)
  return (
    <MenuOuvert bouton={bouton}>
      {PAR_CONTACT.includes(cle.genre) && (
        <Menu.Item leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => choisir('contact')}>
          Noter un contact
        </Menu.Item>
      )}
      {reportee && (
        <Menu.Item leftSection={<IconCalendarUp {...ICONE} />} onClick={() => defaire.mutate('report')}>
          Ne plus remettre
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCalendarPause {...ICONE} />} onClick={() => choisir('reporter')}>
        {reportee ? 'Remettre à un autre jour' : 'Remettre à plus tard'}
      </Menu.Item>
      {recue && (
        <Menu.Item leftSection={<IconArrowBackUp {...ICONE} />} onClick={() => defaire.mutate('rendu')}>
          Rendre
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconUserShare {...ICONE} />} onClick={() => choisir('confier')}>
        Confier à un collègue
      </Menu.Item>
    </MenuOuvert>
  )
}
