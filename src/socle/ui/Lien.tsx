import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Cible = {
  /** Path inside the application, as `/personnes/…`. */
  vers: string
  /** Search parameters; left out, the address has none. */
  recherche?: Record<string, string>
  children: ReactNode
  id?: string
  'aria-label'?: string
}

/** A link inside the application: opens in a new tab, is copied, is loaded ahead when pointed at. */
export function Lien({ vers, recherche, ...reste }: Cible & AnchorProps) {
  return <Anchor component={Link} to={vers} search={recherche as never} {...reste} />
}

/** A link that looks like a button, for the one thing to do next. */
export function LienBouton({ vers, recherche, ...reste }: Cible & ButtonProps) {
  return <Button component={Link} to={vers} search={recherche as never} {...reste} />
}
