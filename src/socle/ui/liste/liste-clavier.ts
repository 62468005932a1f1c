import type { KeyboardEvent, MouseEvent } from 'react'

const PAS: Record<string, (rang: number, dernier: number) => number> = {
  ArrowDown: (rang, dernier) => Math.min(rang + 1, dernier),
  ArrowUp: rang => Math.max(rang - 1, 0),
  Home: () => 0,
  End: (_, dernier) => dernier,
}

/** Moves the focus between the rows of a table; Space on a row selects it. Fields inside a row keep their own keys. */
export function parcourirAuClavier(e: KeyboardEvent<HTMLElement>, basculer: (cle: string) => void): void {
  const cible = e.target as HTMLElement
  // A window opened from a row is its child for React, not for the page.
  if (!e.currentTarget.contains(cible)) return
  if (
    e.ctrlKey ||
    e.metaKey ||
    e.altKey ||
    cible.closest('input:not([type=checkbox]), select, textarea, [role=combobox], [role=menu]')
  )
    return
  const ligne = cible.closest<HTMLElement>('tr')
  if (e.key === ' ' && cible.hasAttribute('data-ligne') && ligne?.querySelector('input[type=checkbox]')) {
    e.preventDefault()
    basculer(ligne.dataset.cle ?? '')
    return
  }
  const pas = PAS[e.key]
  if (!pas) return
  const liens = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-ligne]')]
  const rang = liens.findIndex(lien => ligne?.contains(lien))
  e.preventDefault()
  liens[pas(rang, liens.length - 1)]?.focus()
}

/** A click anywhere on a row follows its link, unless it aimed at something else or selected text. */
export function ouvrirLaLigne(e: MouseEvent<HTMLElement>): void {
  if (!e.currentTarget.contains(e.target as HTMLElement)) return
  if ((e.target as HTMLElement).closest('a, button, input, label, select, [role=menuitem]')) return
  if (window.getSelection()?.toString()) return
  const lien = e.currentTarget.querySelector<HTMLAnchorElement>('a[data-ligne]')
  if (!lien || e.button > 1) return
  if (e.button === 1 || e.ctrlKey || e.metaKey) window.open(lien.href, '_blank', 'noopener')
  else lien.click()
}
