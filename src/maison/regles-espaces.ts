import { Visitor } from 'vite'
import { analyser, type Source } from './sources.ts'

/** French puts a space before these signs and inside « »; one that may break leaves the sign alone at the start of a line. */
const CASSABLE = / +(?=[:;!?»](?![=[]))|(?<=«) +/g
/** The narrow no-break space, as good in print: one rule, and this house writes U+00A0. */
const FINE = /\u202f(?=[:;!?»])|(?<=«)\u202f/g
const numeroDeLigne = (texte: string, position: number) => texte.slice(0, position).split('\n').length

/** Where French text would break before its sign, by its place: « chemin:ligne : … » for each. */
export function espacesCassables(source: Source): string[] {
  const { chemin, texte } = source
  return [...new Set(positionsCassables(source).map(p => `${chemin}:${numeroDeLigne(texte, p)}`))]
}

/** Beginnings, in the file, of the spaces that should not break. */
export function positionsCassables(source: Source): number[] {
  return etenduesLues(source).flatMap(([debut, fin]) => {
    const lu = source.texte.slice(debut, fin)
    return [CASSABLE, FINE].flatMap(motif => [...lu.matchAll(motif)].map(m => debut + m.index))
  })
}

/** What is read by somebody: the texts of a program (its code and its SQL excepted), a letter, a page of the guide without its code. */
function etenduesLues(source: Source): [debut: number, fin: number][] {
  const { chemin, texte } = source
  if (/\.tsx?$/.test(chemin)) return textesDuProgramme(source)
  const code = chemin.endsWith('.md') ? /```[\s\S]*?```|`[^`\n]*`|^ *\|[ :|-]+\|$/gm : /\/\/.*$/gm
  let debut = 0
  const lus: [number, number][] = []
  for (const m of texte.matchAll(code)) {
    lus.push([debut, m.index])
    debut = m.index + m[0].length
  }
  return [...lus, [debut, texte.length]]
}

function textesDuProgramme(source: Source): [number, number][] {
  const textes: [number, number][] = []
  const sql = new Set<number>()
  new Visitor({
    TaggedTemplateExpression({ quasi }) {
      for (const q of quasi.quasis) sql.add(q.start)
    },
    Literal(n) {
      if (typeof n.value === 'string') textes.push([n.start, n.end])
    },
    TemplateElement(n) {
      textes.push([n.start, n.end])
    },
    JSXText(n) {
      textes.push([n.start, n.end])
    },
  }).visit(analyser(source).program)
  return textes.filter(([a]) => !sql.has(a))
}
