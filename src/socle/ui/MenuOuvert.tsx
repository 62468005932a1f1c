import { Menu } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { BoutonDeMenu } from './bouton-menu.ts'

/** A menu loaded by the first press of its button (`differe`), then open: the focus was on the button, and comes back to it. */
export function MenuOuvert({ bouton, children }: { bouton: BoutonDeMenu; children: ReactNode }) {
  const [ouvert, setOuvert] = useState(false)
  const cible = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    cible.current?.focus()
    setOuvert(true)
  }, [])
  return (
    <Menu position="bottom-end" withinPortal opened={ouvert} onChange={setOuvert}>
      <Menu.Target>{bouton({ ref: cible })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
