import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export const RACINE = fileURLToPath(new URL('../../', import.meta.url))

/** A file of the project: its path from the root, with slashes, and what it holds. */
export type Source = { chemin: string; texte: string }

/** What a file takes: `cible` is a path from the root, or a library's name; `differe` when it is only asked for at run time. */
export type Import = { cible: string; types: boolean; differe: boolean }

/** Files of the project matching these patterns; a rule also runs on files made up by its own test. */
export function lireSources(...motifs: string[]): Source[] {
  return globSync(motifs, { cwd: RACINE })
    .map(chemin => chemin.replaceAll('\\', '/'))
    .sort()
    .map(chemin => ({ chemin, texte: readFileSync(`${RACINE}${chemin}`, 'utf8') }))
}

/** A made-up file, for a rule to be seen to fail. */
export const uneSource = (chemin: string, texte: string): Source => ({ chemin, texte })

/** Programs that only tests, seeds and benches run: not part of what a territory uses. */
export const horsProduit = (chemin: string): boolean =>
  /\.test\.tsx?$|(^|\/)essai[^/]*\.ts$|(^|\/)fixtures\.ts$|^src\/(demo|maison)\//.test(chemin)

/** The folder directly under src/ that a file belongs to; a file of src/ itself belongs to none. */
export const dossierDe = (chemin: string): string | null => /^src\/([^/]+)\//.exec(chemin)?.[1] ?? null

export function analyser(source: Source) {
  const { program, module, errors } = parseSync(source.chemin, source.texte)
  if (errors.length) throw new Error(`${source.chemin} ne se lit pas : ${errors[0]?.message}`)
  return { program, module }
}

/** Everything a file imports or re-exports, static or dynamic. `import type` and `import { type X }` alone are types. */
export function importsDe(source: Source): Import[] {
  const { module } = analyser(source)
  const resoudre = (nom: string) =>
    nom.startsWith('.') ? posix.normalize(posix.join(posix.dirname(source.chemin), nom)) : nom
  const statiques = module.staticImports.map(({ moduleRequest, entries }) => ({
    cible: resoudre(moduleRequest.value),
    types: entries.length > 0 && entries.every(e => e.isType),
    differe: false,
  }))
  const relais = module.staticExports.flatMap(({ entries }) =>
    entries
      .filter(e => e.moduleRequest)
      .map(e => ({ cible: resoudre(e.moduleRequest?.value ?? ''), types: e.isType, differe: false })),
  )
  const dynamiques = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const nom = /^['"]([^'"]+)['"]$/.exec(source.texte.slice(moduleRequest.start, moduleRequest.end))?.[1]
    return nom ? [{ cible: resoudre(nom), types: false, differe: true }] : []
  })
  return [...statiques, ...relais, ...dynamiques]
}
