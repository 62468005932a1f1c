import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const RACINE = join(import.meta.dirname, '..')

/** Where the pictures that README and guide show are kept, from the root: the only ones under version control. */
export const MONTREES = 'docs/captures'

/** Their names, each once, as the pages show them. */
export function capturesMontrees(): string[] {
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: RACINE }).map(p => readFileSync(join(RACINE, p), 'utf8'))
  const noms = pages.flatMap(texte => [...texte.matchAll(/\bcaptures\/([\w-]+\.png)\)/g)].map(([, nom = '']) => nom))
  return [...new Set(noms)].toSorted()
}
