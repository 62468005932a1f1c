import { type ESTree, Visitor } from 'vite'
import { analyser, type Source } from './sources.ts'

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** A sentence ends with its point; on the command line it may end with what to type, which a point would spoil. */
const PHRASE = /[.!?…](\s?»)?$|\s: (--\w|filrouge |\w+=\S+ npm |npm )[^.]*$/
/** Words that hold who someone is: a sentence may end in a log, a screenshot, a ticket. */
const PERSONNEL =
  /\b(nom|prenom|nomNaissance|nir|courriel|telephone|dateNaissance|voie|adresse|matricule|numeroDemandeRsa)\b/

/** Rule 4 of the house (architecture §5): one sentence per refusal that isn't said as it should be. */
export function refusMalDits(source: Source): string[] {
  const { chemin, texte } = source
  const { program } = analyser(source)
  const fautes: string[] = []
  const constantes = new Map<string, ESTree.Expression[]>()
  const refus: ESTree.NewExpression[] = []
  const messages: [code: string, message: ESTree.Expression][] = []
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || !init) return
      constantes.set(id.name, [...(constantes.get(id.name) ?? []), init])
      const table = init.type === 'TSAsExpression' ? init.expression : init
      if (id.name.startsWith('MESSAGES') && table.type === 'ObjectExpression') messages.push(...paires(table))
    },
    NewExpression(noeud) {
      if (noeud.callee.type === 'Identifier' && noeud.callee.name === 'Refusal') refus.push(noeud)
    },
  }).visit(program)

  const direLesFautes = (code: string, message: ESTree.Expression) => {
    if (!CODE.test(code)) fautes.push(`le code « ${code} » n’est pas en minuscules et tirets, sans accent`)
    for (const phrase of valeurs(message, constantes)) {
      const { fin, trous } = lire(phrase, texte)
      if (fin !== null && !PHRASE.test(fin))
        fautes.push(`« ${code} » ne finit pas par une phrase entière : …${fin.slice(-30)}`)
      for (const trou of trous)
        if (PERSONNEL.test(trou)) fautes.push(`« ${code} » dirait qui est la personne : ${trou}`)
    }
  }
  for (const {
    arguments: [, code, message],
  } of refus) {
    if (!code || !message || message.type === 'SpreadElement')
      fautes.push('un refus donne sa sorte, son code et sa phrase')
    else if (code.type === 'Literal') direLesFautes(String(code.value), message)
  }
  for (const [code, message] of messages) direLesFautes(code, message)
  return fautes.map(f => `${chemin} : ${f}`)
}

function paires(table: ESTree.ObjectExpression): [string, ESTree.Expression][] {
  return table.properties.flatMap(p => {
    if (p.type !== 'Property') return []
    const cle = p.key.type === 'Literal' ? String(p.key.value) : p.key.type === 'Identifier' ? p.key.name : ''
    return [[cle, p.value as ESTree.Expression]]
  })
}

/** The texts that an expression may be: itself, both sides of a choice, or the constants of that name in the file. */
function valeurs(message: ESTree.Expression, constantes: Map<string, ESTree.Expression[]>): ESTree.Expression[] {
  if (message.type === 'ConditionalExpression')
    return [message.consequent, message.alternate].flatMap(v => valeurs(v, constantes))
  if (message.type === 'ArrowFunctionExpression' && message.body.type !== 'BlockStatement')
    return valeurs(message.body as ESTree.Expression, constantes)
  if (message.type === 'Identifier') return constantes.get(message.name) ?? []
  return [message]
}

/** How a text ends (null when computed) and what is put in it. */
function lire(phrase: ESTree.Expression, texte: string): { fin: string | null; trous: string[] } {
  if (phrase.type === 'Literal') return { fin: String(phrase.value), trous: [] }
  if (phrase.type !== 'TemplateLiteral') return { fin: null, trous: [] }
  const fin = phrase.quasis.at(-1)?.value.cooked ?? ''
  return { fin: fin === '' ? null : fin, trous: phrase.expressions.map(e => texte.slice(e.start, e.end)) }
}
