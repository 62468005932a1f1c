import { SaxesParser } from 'saxes'

/** What reading XML calls, in the order of the text. */
export type Suivi = {
  /** Before the element that has it. */
  attribut: (nom: string, valeur: string) => void
  ouvrir: (nom: string) => void
  fermer: (nom: string) => void
  texte: (lu: string) => void
  doctype: () => void
}

/** The XML parser. No position tracking in messages: its line number is enough, and its messages stay free of the text read. */
export function unParseur({ attribut, ouvrir, fermer, texte, doctype }: Suivi) {
  const xml = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  xml.on('attribute', ({ name, value }) => attribut(name, value))
  xml.on('opentag', ({ name }) => ouvrir(name))
  xml.on('closetag', ({ name }) => fermer(name))
  xml.on('text', texte)
  xml.on('cdata', texte)
  xml.on('doctype', doctype)
  return xml
}

/** The five references that XML knows by itself; null when there is another. */
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
function resoudre(texte: string): string | null {
  let connues = true
  const resolu = texte.replace(/&(\w*)(;?)/g, (_, nom: string, fin: string) => {
    if (fin === '' || !Object.hasOwn(REFERENCES, nom)) connues = false
    return REFERENCES[nom] ?? ''
  })
  return connues ? resolu : null
}

/**
 * The names met, by a sum of their letters: the same string is given for the same name, without cutting it out of the text again
 * (a flow has a few hundred names, each a hundred thousand times).
 */
const NOMS = 1 << 12
const noms: string[] = Array.from({ length: NOMS }, () => '')

/** Does `mot` stand in `xml` at `debut`? Letter by letter: names are short, and calling startsWith takes longer. */
function estIci(xml: string, debut: number, mot: string): boolean {
  for (let i = 0; i < mot.length; i++) if (xml.charCodeAt(debut + i) !== mot.charCodeAt(i)) return false
  return true
}

/** The name that stands in `xml` from `debut` to `fin`, '' when it isn't a plain one. `somme`: of its letters. */
function nomEntre(xml: string, debut: number, fin: number, somme: number): string {
  const place = (somme ^ (somme >>> 12)) & (NOMS - 1)
  const connu = noms[place] as string
  if (connu.length === fin - debut && connu !== '' && estIci(xml, debut, connu)) return connu
  const nom = xml.slice(debut, fin)
  if (!/^[A-Za-z_]\w*$/.test(nom)) return ''
  noms[place] = nom
  return nom
}

const INFERIEUR = 60
const SUPERIEUR = 62
const BARRE = 47
const CROCHET = 93
const ESPERLUETTE = 38

/**
 * What only a whole XML parser may read in a text: a control character (line feeds apart), a character that XML forbids or that
 * takes two code units.
 */
const delicat = (code: number) =>
  (code < 32 && code !== 10) || (code > 126 && code < 160) || (code > 0xd7ff && (code < 0xe000 || code > 0xfffd))

/**
 * Walks one whole element made of nothing but `<A>`, `</A>`, `<A/>` and text, as flows are, quicker than a parser that must expect
 * anything. Calls `suivi` as saxes would. False as soon as something else is met, or the element isn't well formed: what was called
 * until then counts for nothing, and a parser has to read it.
 */
export function parcourir(xml: string, { ouvrir, fermer, texte }: Suivi): boolean {
  const longueur = xml.length
  const ouverts: string[] = []
  let profondeur = 0
  let i = 0
  do {
    const debut = i
    let reference = false
    let code = xml.charCodeAt(i)
    while (code !== INFERIEUR) {
      if (i >= longueur || delicat(code)) return false
      if (code === ESPERLUETTE) reference = true
      // The end of a CDATA section has no place in a text.
      if (code === SUPERIEUR && xml.charCodeAt(i - 1) === CROCHET && xml.charCodeAt(i - 2) === CROCHET) return false
      code = xml.charCodeAt(++i)
    }
    if (i > debut) {
      if (profondeur === 0) return false
      const lu = reference ? resoudre(xml.slice(debut, i)) : xml.slice(debut, i)
      if (lu === null) return false
      texte(lu)
    }
    const nomDebut = ++i
    if (xml.charCodeAt(i) === BARRE) {
      const nom = profondeur > 0 ? (ouverts[--profondeur] as string) : ''
      i += nom.length + 1
      // Its name and nothing else.
      if (nom === '' || xml.charCodeAt(i) !== SUPERIEUR || !estIci(xml, nomDebut + 1, nom)) return false
      fermer(nom)
    } else {
      let somme = 0
      for (code = xml.charCodeAt(i); code !== SUPERIEUR && code !== BARRE; code = xml.charCodeAt(++i)) {
        if (i >= longueur) return false
        somme = (somme * 31 + code) | 0
      }
      const nom = nomEntre(xml, nomDebut, i, somme)
      if (nom === '') return false
      ouvrir(nom)
      if (code === BARRE) {
        if (xml.charCodeAt(++i) !== SUPERIEUR) return false
        fermer(nom)
      } else ouverts[profondeur++] = nom
    }
    i++
  } while (profondeur > 0)
  return i === longueur
}
