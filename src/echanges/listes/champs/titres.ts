import { formeComparable } from '../../../lecture/tableau/texte.ts'

/** Words of a title that are one word, as people and tools write it. */
const LOCUTIONS: readonly [RegExp, string][] = [
  [/\b(adresses? )?(e mails?|emails?|mails?|mels?|courriels?|(adresses? )?electroniques?)\b/g, ' courriel '],
  [/\badresses? courriel\b/g, 'courriel'],
  [/\b(n|no|num|nos|numeros?|nbr?)\b/g, ' numero '],
  [/\b(telephones?|tels?|tph|phones?|portables?|mobiles?|gsm)\b/g, ' telephone '],
  [/\b(numero telephone)\b/g, 'telephone'],
  [/\b(telephone )+/g, 'telephone '],
  [/\b(dt|dte|dates)\b/g, ' date '],
  [/\b(naiss|nais|naissances?)\b/g, ' naissance '],
  [/\bprenoms\b/g, 'prenom'],
  [/\bnoms\b/g, 'nom'],
  [/\b(adr|adresses)\b/g, ' adresse '],
  [/\b(code postal|cpostal|codepostal|code post)\b/g, ' cp '],
  [/\bnee?s?\b/g, ' ne '],
  [/\b(civ)\b/g, ' civilite '],
  [/\b(secu|ss|securite sociale)\b/g, ' secu '],
]

/** Words that add nothing to a title: whose it is, when it is the person the list is about, or how it is written. */
const MUETS = new Set(
  [
    'de du des la le les l d a au aux en et ou un une son sa ses leur e s 1',
    'beneficiaire beneficiaires usager usagers usagere personne personnes interesse interessee client brsa',
    'principal principale perso personnel personnelle personnels prive privee domicile obligatoire complet complete actuel actuelle',
    'format jj mm aaaa jjmmaaaa dd yyyy valide requis',
  ]
    .join(' ')
    .split(' '),
)

/** The words of a title that mean something, in one spelling, in their order: « Date naiss. » and « Date de naissance » are one. */
export function motsDuTitre(titre: string): string[] {
  let forme = formeComparable(titre)
  for (const [locution, mot] of LOCUTIONS) forme = forme.replace(locution, mot)
  return forme.split(/\s+/).filter(mot => mot !== '' && !MUETS.has(mot))
}

export const cleDuTitre = (titre: string): string => motsDuTitre(titre).join(' ')
