import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GUIDES } from './guides.ts'
import { lireGuide, morceaux } from './markdown.ts'

const texte = (guide: string) => readFileSync(new URL(`../../docs/guide/${guide}.md`, import.meta.url), 'utf8')

test.each(Object.entries(GUIDES))(
  'le guide %s se lit dans l’aide, entier, sous le titre de son lien',
  (cle, { titre }) => {
    const lu = lireGuide(texte(cle))
    expect(lu.titre).toBe(titre)
    const lignes = lu.blocs.flatMap(b => ('lignes' in b ? b.lignes : [b.texte]))
    expect(
      lignes
        .flatMap(morceaux)
        .map(m => m.texte)
        .join(' '),
    ).not.toMatch(/[*#`|[\]]/)
  },
)

test('un titre, un paragraphe, une liste, des étapes ; ce qui ne se montre pas est refusé', () => {
  expect(lireGuide('# A\n\nUn **mot**, un *bouton*.\n\n## B\n\n- x\n- y\n\n1. u\n2. v\n')).toEqual({
    titre: 'A',
    blocs: [
      { genre: 'paragraphe', texte: 'Un **mot**, un *bouton*.' },
      { genre: 'titre', texte: 'B' },
      { genre: 'liste', lignes: ['x', 'y'] },
      { genre: 'etapes', lignes: ['u', 'v'] },
    ],
  })
  expect(morceaux('Un **mot**, un *bouton*.').map(m => m.genre)).toEqual(['texte', 'fort', 'texte', 'ecran', 'texte'])
  for (const bloc of ['![Vue](a.png)', '| a | b |', 'Voir [là](b.md).', '```\nx\n```', 'deux\nlignes'])
    expect(() => lireGuide(`# A\n\n${bloc}`)).toThrow('show')
  expect(() => lireGuide('A')).toThrow('title')
})
