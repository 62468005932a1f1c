import { globSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lireSources, RACINE, type Source, uneSource } from './sources.ts'

/** What the documents say of the tree, against the tree: whoever follows them finds what they name. */
const fichiers = globSync('{src,outils,bancs,e2e,migrations,courriers,docs,bin}/**/*', { cwd: RACINE }).map(f =>
  f.split('\\').join('/'),
)
const racine = readdirSync(RACINE)
const documents = () => lireSources('*.md', 'docs/*.md', 'docs/{adr,guide}/*.md')

/** A path between backquotes: a file by the end of its name, a folder by its slash. An address begins by a slash. */
const CHEMIN = /^[\w.*-][\w./*-]*(\.(tsx?|mjs|sql|typ|json|md)|\/)$/
/**
 * Names that stand for any: `x.liens.ts`, `<verbe>.ts`, the domain made up in CONTRIBUTING.md; what only exists once Filrouge runs,
 * or lives beside the project.
 */
const POUR_TOUS = /(^|\/)x[./]|<|^(captures|traites|refuses|\.filrouge)\/$|^chemins-par-version\.json$|souhait/i

/** Every path that a document names: between backquotes, in its links, in the tree of ARCHITECTURE.md. */
function cites({ chemin, texte }: Source): string[] {
  const mots = [...texte.matchAll(/`([^`\n]+)`/g)].flatMap(m => (m[1] ?? '').split(/[\s,;:…]+/))
  const liens = [...texte.matchAll(/\]\(((?!https?:|#)[^)#\s]+)/g)].map(m =>
    posix.normalize(posix.join(posix.dirname(chemin), m[1] ?? '')),
  )
  const dessines = chemin === 'ARCHITECTURE.md' ? arbre(texte).split(/[\s,;:()]+/) : []
  return [...new Set([...[...mots, ...dessines].filter(m => CHEMIN.test(m) && !POUR_TOUS.test(m)), ...liens])]
}

/** Does a path lead somewhere? It may begin at the root, in src/, or be the end of a path only. */
function existe(cite: string, connus: readonly string[]): boolean {
  const nom = cite.replace(/^\.?\//, '').replace(/\/$/, '')
  const motif = new RegExp(`(^|/)${nom.split('*').map(RegExp.escape).join('[^/]*')}$`)
  return connus.some(f => motif.test(f))
}
const perdus = (sources: readonly Source[], connus: readonly string[]) =>
  sources.flatMap(s =>
    cites(s)
      .filter(c => !existe(c, connus))
      .map(c => `${s.chemin} nomme ${c}, qui n’existe pas`),
  )

/** The tree of ARCHITECTURE.md: its first block of code. */
const arbre = (architecture: string) => /```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? ''
const absents = (texte: string, noms: readonly string[]) =>
  noms.filter(nom => !new RegExp(`(^|[\\s(,])${RegExp.escape(nom)}(?=[\\s,):;]|$)`, 'm').test(texte))
const [architecture] = lireSources('ARCHITECTURE.md')

test('chaque chemin que nomme un document existe', () => {
  expect(perdus(documents(), [...fichiers, ...racine])).toEqual([])
})

test('ARCHITECTURE.md dessine chaque dossier de src/, et chaque fichier de sa racine', () => {
  const noms = readdirSync(`${RACINE}src`, { withFileTypes: true })
    .filter(e => !/^essai|\.test\.ts$/.test(e.name))
    .map(e => (e.isDirectory() ? `${e.name}/` : e.name))
  expect(absents(arbre(architecture?.texte ?? ''), noms)).toEqual([])
})

test('chaque test de la maison tient une règle qu’ARCHITECTURE.md dit', () => {
  const tests = readdirSync(`${RACINE}src/maison`).filter(nom => nom.endsWith('.test.ts'))
  expect(tests.filter(nom => !architecture?.texte.includes(nom))).toEqual([])
})

describe('la règle se voit échouer', () => {
  test('un chemin perdu, un lien perdu ; un nom qui vaut pour tous passe', () => {
    const doc = uneSource(
      'docs/adr/0001-essai.md',
      'Voir `src/echanges/adaptateur.ts`, `adaptateur.ts`, `x.liens.ts`, `<verbe>.ts`, `import/*.ts`, [lui](0002-autre.md).',
    )
    expect(perdus([doc], ['src/import/adaptateur.ts'])).toEqual([
      'docs/adr/0001-essai.md nomme src/echanges/adaptateur.ts, qui n’existe pas',
      'docs/adr/0001-essai.md nomme docs/adr/0002-autre.md, qui n’existe pas',
    ])
  })
  test('un dossier que l’arbre oublie, même quand un autre finit comme lui', () => {
    expect(
      absents(arbre('```\nsrc/\n  cas-usage.ts\n  metisser/  rendez-vous/\n```'), ['tisser/', 'cas-usage.ts']),
    ).toEqual(['tisser/'])
  })
})
