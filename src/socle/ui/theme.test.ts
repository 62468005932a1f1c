import { describe, expect, test } from 'vitest'
import { CLAIR, SOMBRE } from './theme.ts'

/** WCAG 2.2 relative luminance of `#RRGGBB`. */
function luminance(hex: string): number {
  const [r = 0, v = 0, b = 0] = [1, 3, 5].map(i => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * v + 0.0722 * b
}

function contraste(a: string, b: string): number {
  const [haut = 0, bas = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (haut + 0.05) / (bas + 0.05)
}

describe.each([
  ['clair', CLAIR],
  ['sombre', SOMBRE],
])('thème %s', (_, jetons: Record<keyof typeof CLAIR, string>) => {
  const fonds = ['papier', 'toile', 'survol'] as const
  const tons = ['done', 'soon', 'late', 'waiting', 'info'] as const
  const paires: [keyof typeof CLAIR, keyof typeof CLAIR][] = [
    ...fonds.flatMap(fond =>
      (['encre', 'discret', 'lien', ...tons] as const).map(t => [t, fond] as [typeof t, typeof fond]),
    ),
    ...tons.map(ton => [ton, `${ton}-fond`] as [typeof ton, `${typeof ton}-fond`]),
    ...tons.map(ton => ['encre', `${ton}-fond`] as ['encre', `${typeof ton}-fond`]),
    ['encre', 'action-fond'],
    ['lien', 'action-fond'],
    ['sur-action', 'action'],
    ['sur-action', 'action-forte'],
  ]
  test.each(paires)('le texte %s se lit sur %s (4,5:1)', (texte, fond) => {
    expect(contraste(jetons[texte], jetons[fond])).toBeGreaterThanOrEqual(4.5)
  })
  test.each([
    ['bord', 'papier'],
    ['bord', 'toile'],
    ['fil', 'papier'],
    ['fil', 'toile'],
  ] as const)('le contour %s se voit sur %s (3:1)', (trait, fond) => {
    expect(contraste(jetons[trait], jetons[fond])).toBeGreaterThanOrEqual(3)
  })
  test('un bouton plein de chaque ton garde un texte lisible en blanc', () => {
    for (const ton of tons) expect(contraste('#FFFFFF', CLAIR[ton])).toBeGreaterThanOrEqual(4.5)
  })
})
