import { useWindowEvent } from '@mantine/hooks'
import type { RefObject } from 'react'
import { lireSurLePoste } from './poste/poste.ts'

/** One-key shortcuts can be turned off in the window of shortcuts (WCAG 2.1.4). */
const actifs = () => lireSurLePoste('filrouge.raccourcis') !== 'non'

/** A shortcut of one key, out of fields and windows; `agir` gets the key of the focused row of a list, if any. */
export function useRaccourci(touche: string, agir: (ligne: string | null) => void): void {
  useWindowEvent('keydown', e => {
    const cible = e.target as HTMLElement
    if (e.key !== touche || e.ctrlKey || e.metaKey || e.altKey || !actifs()) return
    if (cible.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]')) return
    e.preventDefault()
    agir(cible.closest<HTMLElement>('tr[data-cle]')?.dataset.cle ?? null)
  })
}

/** `/` goes to the search box of the page. */
export function useBarreRecherche(champ: RefObject<HTMLInputElement | null>): void {
  useRaccourci('/', () => champ.current?.focus())
}
