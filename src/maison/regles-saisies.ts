import { type ESTree, Visitor } from 'vite'
import { analyser, type Source } from './sources.ts'

/** What a field shows of its rule: `useFormulaire` reads it in the schema. */
const DU_SCHEMA = new Set(['required', 'withAsterisk', 'minLength', 'maxLength', 'pattern', 'min', 'max'])
/** Fields where something is written to be kept: each is bound to a form. */
const SAISIES = new Set(['Textarea', 'PasswordInput', 'NumberInput', 'ChampNombre'])
/** Elements of HTML that show a quantity, and ask nothing. */
const MESURES = new Set(['progress', 'meter'])

/** What a screen says again of a rule that a schema, in a core, says already: one sentence each. */
export function reglesRedites(source: Source): string[] {
  const fautes: string[] = []
  const { program, module } = analyser(source)
  for (const { moduleRequest, entries } of module.staticImports) {
    if (moduleRequest.value === '@mantine/form') fautes.push('un formulaire est un useFormulaire')
    if (moduleRequest.value === 'zod' && entries.some(e => !e.isType))
      fautes.push('un schéma s’écrit dans un noyau, où le serveur le lit aussi')
  }
  new Visitor({
    JSXOpeningElement({ name, attributes }) {
      if (name.type !== 'JSXIdentifier' || MESURES.has(name.name)) return
      for (const a of attributes)
        if (a.type === 'JSXAttribute' && a.name.type === 'JSXIdentifier' && DU_SCHEMA.has(a.name.name))
          fautes.push(`${a.name.name} de ${name.name} : c’est au schéma de le dire`)
      if (SAISIES.has(name.name) && !attributes.some(a => a.type === 'JSXSpreadAttribute'))
        fautes.push(`${name.name} n’est lié à aucun formulaire : {...form.texte('nom', 'Nom')}`)
    },
    MemberExpression({ object, property }) {
      if (property.type === 'Identifier' && property.name === 'length' && estRogne(object))
        fautes.push('une longueur de texte se compare dans un noyau')
    },
    Literal(n) {
      if ('regex' in n && n.regex.pattern.includes('@')) fautes.push('une adresse se vérifie dans un noyau')
    },
  }).visit(program)
  return fautes.map(f => `${source.chemin} : ${f}`)
}

/** `texte.trim()` */
const estRogne = (e: ESTree.Expression | ESTree.Super) =>
  e.type === 'CallExpression' &&
  e.callee.type === 'MemberExpression' &&
  e.callee.property.type === 'Identifier' &&
  e.callee.property.name === 'trim'
