import { Text, Title } from '@mantine/core'
import { type Icon, IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Vide.module.css'

/**
 * Nothing to show, said kindly: what it means, and what can be done from here. `icone`: a tick only where nothing is left to do, a glass
 * where nobody was found.
 */
export function Vide(props: { titre: string; children?: ReactNode; action?: ReactNode; icone?: Icon; niveau?: 2 | 3 }) {
  const Icone = props.icone ?? IconInbox
  return (
    <div className={classes.vide}>
      <Icone size={40} stroke={1.25} aria-hidden className={classes.icone} />
      <Title order={props.niveau ?? 2} size="h3">
        {props.titre}
      </Title>
      {props.children && (
        <Text component="div" c="dimmed" maw={520}>
          {props.children}
        </Text>
      )}
      {props.action}
    </div>
  )
}
