import type { ComponentProps, ReactElement } from 'react'

export type BoutonDeMenu = (props: ComponentProps<'button'>) => ReactElement

/** The button of a menu that isn't loaded yet: what it says of itself is what the menu's own will say. */
export const boutonFerme = (bouton: BoutonDeMenu, ouvrir: () => void): ReactElement =>
  bouton({ onClick: ouvrir, 'aria-haspopup': 'menu', 'aria-expanded': false })
