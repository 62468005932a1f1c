import { type ESTree, Visitor } from 'vite'
import { analyser, dossierDe, type Source } from './sources.ts'

/** Written by a tool from the migrated database. */
const GENERES = ['src/socle/tables.ts', 'src/socle/tables-commun.ts']
const LIGNES_MAX = 300
/** Characters of a line. */
const LIGNE_MAX = 139
/** Programs speak on the terminal; parts don't. */
const parle = (chemin: string) => /^src\/[^/]+\.ts$/.test(chemin) || /\.test\.tsx?$/.test(chemin)

/** Migrations of before the rule: they are never written again. */
const MIGRATION_ANCIENNE = /\/0000(0\d|1[0-4])_/

/** Characters of a long line that may stand around its texts. */
const AUTOUR_MAX = 80

/**
 * Lines of 140 characters or more, by their number. Those that texts make long are let be: a sentence, or what a file must hold to
 * the letter, is found only when it is not cut. SQL is code.
 */
export function lignesTropLongues(source: Source): number[] {
  const { chemin, texte } = source
  if (GENERES.includes(chemin) || MIGRATION_ANCIENNE.test(chemin)) return []
  let debut = 0
  const longues = texte.split('\n').flatMap((ligne, i) => {
    const etendue = { numero: i + 1, debut, fin: debut + ligne.length }
    debut += ligne.length + 1
    return ligne.length > LIGNE_MAX ? [etendue] : []
  })
  const textes = longues.length && /\.tsx?$/.test(chemin) ? etenduesDesTextes(source) : []
  const autour = ({ debut, fin }: { debut: number; fin: number }) =>
    textes.reduce((reste, [a, b]) => reste - Math.max(0, Math.min(b, fin) - Math.max(a, debut)), fin - debut)
  return longues.filter(l => autour(l) > AUTOUR_MAX).map(l => l.numero)
}

function etenduesDesTextes(source: Source): [debut: number, fin: number][] {
  const textes: [number, number][] = []
  const sql = new Set<number>()
  new Visitor({
    Literal(n) {
      if (typeof n.value === 'string' || 'regex' in n) textes.push([n.start, n.end])
    },
    TemplateLiteral(n) {
      textes.push([n.start, n.end])
    },
    JSXText(n) {
      textes.push([n.start, n.end])
    },
    TaggedTemplateExpression(n) {
      sql.add(n.quasi.start)
    },
  }).visit(analyser(source).program)
  return textes.filter(([a]) => !sql.has(a))
}

/** Rules 3 and 10 of the house (architecture §5): one sentence per form that isn't wanted. */
export function formesInterdites(source: Source): string[] {
  const { chemin, texte } = source
  if (GENERES.includes(chemin)) return []
  const fautes: string[] = []
  for (const numero of lignesTropLongues(source)) fautes.push(`ligne ${numero} : ${LIGNE_MAX} caractères au plus`)
  const lignes = texte.trimEnd().split('\n').length
  if (lignes > LIGNES_MAX) fautes.push(`${lignes} lignes : coupez par sous-domaine (${LIGNES_MAX} au plus)`)
  if (!/\.tsx?$/.test(chemin)) return fautes.map(f => `${chemin} : ${f}`)
  const { program } = analyser(source)
  const [fichier = ''] = chemin.split('/').slice(-1)
  if (/^index\.tsx?$/.test(fichier))
    fautes.push('un index est un fichier-tonneau : importez chaque fichier par son nom')
  if (neFaitQueTransmettre(program)) fautes.push('ce fichier ne fait que transmettre : appelez ce qu’il appelle')
  new Visitor({
    ExportAllDeclaration() {
      fautes.push('« export * » : importez chaque fichier par son nom')
    },
    ExportDefaultDeclaration() {
      fautes.push('export par défaut : donnez un nom')
    },
    ClassDeclaration(classe) {
      if (!estErreur(classe.superClass)) fautes.push(`classe ${classe.id?.name} : seules les erreurs en sont`)
    },
    ClassExpression(classe) {
      if (!estErreur(classe.superClass)) fautes.push('classe anonyme : seules les erreurs en sont')
    },
    TSAnyKeyword() {
      if (dossierDe(chemin) !== 'socle') fautes.push('any : dites le type')
    },
    MemberExpression(membre) {
      if (membre.object.type === 'Identifier' && membre.object.name === 'console' && !parle(chemin))
        fautes.push('console : journalisez, ou rendez ce qu’il faut dire')
    },
  }).visit(program)
  return fautes.map(f => `${chemin} : ${f}`)
}

const estErreur = (parent: ESTree.Expression | null) =>
  parent?.type === 'Identifier' && /(^Error|Error|Refusal)$/.test(parent.name)

/** Every export is another file's, or a function whose whole body calls an imported one with its own parameters. */
function neFaitQueTransmettre(program: ESTree.Program): boolean {
  const importes = new Set(
    program.body.flatMap(i => (i.type === 'ImportDeclaration' ? i.specifiers.map(s => s.local.name) : [])),
  )
  const reste = program.body.filter(
    i => i.type !== 'ImportDeclaration' && i.type !== 'TSTypeAliasDeclaration' && i.type !== 'TSInterfaceDeclaration',
  )
  return (
    reste.length > 0 &&
    reste.every(i => {
      if (i.type !== 'ExportNamedDeclaration') return false
      if (!i.declaration) return i.source !== null || i.specifiers.every(s => importes.has(nomDe(s.local)))
      if (i.declaration.type === 'FunctionDeclaration') return transmet(i.declaration, importes)
      if (i.declaration.type !== 'VariableDeclaration') return false
      return i.declaration.declarations.every(({ init }) => {
        if (init?.type === 'Identifier') return importes.has(init.name)
        return init?.type === 'ArrowFunctionExpression' && transmet(init, importes)
      })
    })
  )
}

const nomDe = (noeud: { type: string; name?: unknown; value?: unknown }) => String(noeud.name ?? noeud.value)

function transmet(
  fonction: { params: ESTree.ParamPattern[]; body: ESTree.FunctionBody | ESTree.Expression | null },
  importes: Set<string>,
): boolean {
  const [premiere, ...autres] = fonction.body?.type === 'BlockStatement' ? fonction.body.body : []
  let valeur = fonction.body?.type === 'BlockStatement' ? null : fonction.body
  if (premiere?.type === 'ReturnStatement' && !autres.length) valeur = premiere.argument
  if (premiere?.type === 'ExpressionStatement' && !autres.length) valeur = premiere.expression
  if (valeur?.type === 'AwaitExpression') valeur = valeur.argument
  if (valeur?.type !== 'CallExpression' || valeur.callee.type !== 'Identifier') return false
  const memes =
    valeur.arguments.length === fonction.params.length &&
    valeur.arguments.every((a, i) => {
      const parametre = fonction.params[i]
      return a.type === 'Identifier' && parametre?.type === 'Identifier' && a.name === parametre.name
    })
  return memes && importes.has(valeur.callee.name)
}
