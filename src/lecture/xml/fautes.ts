import { Refusal } from '../../socle/refusal.ts'

/** What makes a whole file unreadable: where, on which element, and the rule that is broken, in French. */
export type Faute = { ligne: number; element: string; regle: string }

/** A household set aside. `foyer` is its NUMDEMRSA where it could be read; `motif` says in French what was expected. */
export type Rejet = { ligne: number; foyer: string | null; champ: string; motif: string }

/** The file is refused whole: nothing of it may be kept. The message lists the first faults and holds no personal data. */
export class FluxIllisible extends Error {
  fautes: Faute[]
  constructor(fautes: Faute[]) {
    const premieres = fautes.slice(0, 10)
    super(premieres.map(f => `ligne ${f.ligne}, ${f.element} : ${f.regle}`).join('\n'))
    this.name = 'FluxIllisible'
    this.fautes = premieres
  }
}

/** What an unreadable file is refused with; any other error goes on its way. */
export function refuserIllisible(erreur: unknown): never {
  if (!(erreur instanceof FluxIllisible)) throw erreur
  throw new Refusal(
    'invalid',
    'flux-illisible',
    `Le fichier est refusé en entier, rien n’a changé. Premières fautes :\n${erreur.message}`,
  )
}

const XML_MAL_FORME: readonly [string, string][] = [
  ['text data outside of root node', 'texte hors de l’élément racine : ce n’est pas un flux XML'],
  ['document must contain a root element', 'aucun élément : le fichier est vide ou n’est pas du XML'],
  ['unclosed tag', 'fichier tronqué : balise jamais refermée'],
  ['unexpected end', 'fichier tronqué'],
  ['unexpected close tag', 'balise fermante qui ne correspond pas à la balise ouverte'],
  ['unmatched closing tag', 'balise fermante sans balise ouvrante'],
  ['disallowed character in', 'caractère interdit dans une balise ou un attribut'],
  ['disallowed character', 'caractère interdit en XML (caractère nul ou de commande)'],
  ['undefined entity', 'entité non déclarée'],
  ['entity', 'appel d’entité ou de caractère mal formé'],
  ['an XML declaration must', 'la déclaration XML n’est pas au début du fichier'],
  ['the XML declaration must', 'la déclaration XML n’est pas au début du fichier'],
  ['only one root', 'plusieurs éléments racines'],
  ['duplicate attribute', 'attribut répété'],
]

/** The rule behind an error of the XML parser, in French. */
export function regleXml(erreur: unknown): string {
  const message = erreur instanceof Error ? erreur.message : ''
  const connue = XML_MAL_FORME.find(([debut]) => message.includes(debut))
  return `XML mal formé : ${connue?.[1] ?? 'la syntaxe n’est pas celle du XML'}`
}
