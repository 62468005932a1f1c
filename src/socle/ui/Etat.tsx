import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Etat.module.css'
import { PETITE_ICONE } from './icone.ts'
import type { Ton } from './theme.ts'

export const ICONE_DU_TON: Record<Ton, Icon> = {
  done: IconCircleCheck,
  soon: IconClock,
  late: IconAlertTriangle,
  waiting: IconHourglass,
  info: IconInfoCircle,
}

/** A state: an icon, a word, a tone; never a colour alone. `nu` drops the ground, for a dense table. */
export function Etat(props: { ton: Ton; children: ReactNode; icone?: Icon; nu?: boolean; title?: string }) {
  const Icone = props.icone ?? ICONE_DU_TON[props.ton]
  return (
    <span className={classes.etat} data-ton={props.ton} data-nu={props.nu || undefined} title={props.title}>
      <Icone {...PETITE_ICONE} className={classes.icone} />
      <span>{props.children}</span>
    </span>
  )
}
