export type Bloc =
  | { genre: 'titre'; texte: string }
  | { genre: 'paragraphe'; texte: string }
  | { genre: 'liste' | 'etapes'; lignes: string[] }
export type Morceau = { genre: 'texte' | 'fort' | 'ecran'; texte: string }

/**
 * The little Markdown of a page of the guide: its title (« # »), then titles, paragraphs, bullets and steps, each on one line. Throws on
 * what it can't show, so that a page is never shown half.
 */
export function lireGuide(markdown: string): { titre: string; blocs: Bloc[] } {
  const [premiere = '', ...reste] = markdown.trim().split(/\n{2,}/)
  if (!premiere.startsWith('# ')) throw new Error('a page of the guide begins by its title')
  return { titre: premiere.slice(2), blocs: reste.map(lireBloc) }
}

function lireBloc(bloc: string): Bloc {
  const lignes = bloc.split('\n')
  if (bloc.startsWith('## ') && lignes.length === 1) return { genre: 'titre', texte: bloc.slice(3) }
  for (const [genre, marque] of [
    ['liste', /^- /],
    ['etapes', /^\d+\. /],
  ] as const)
    if (lignes.every(l => marque.test(l))) return { genre, lignes: lignes.map(l => l.replace(marque, '')) }
  if (lignes.length > 1 || /^(#|!|\||>|```|- |\d+\. )|\]\(/.test(bloc))
    throw new Error(`the help can't show: ${bloc.slice(0, 60)}`)
  return { genre: 'paragraphe', texte: bloc }
}

/** The pieces of a line: plain, **strong**, *the word of a screen*. */
export function morceaux(ligne: string): Morceau[] {
  return ligne
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)
    .filter(Boolean)
    .map(m => {
      if (m.startsWith('**')) return { genre: 'fort', texte: m.slice(2, -2) }
      if (m.startsWith('*')) return { genre: 'ecran', texte: m.slice(1, -1) }
      return { genre: 'texte', texte: m }
    })
}
