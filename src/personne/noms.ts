import { age } from '../socle/ui/dates.ts'
import { plier } from '../socle/ui/plier.ts'

const PETITS_MOTS = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'lez',
  'lès',
  'en',
  'et',
  'sur',
  'sous',
  'au',
  'aux',
  'a',
  'à',
  'pres',
  'près',
  'devant',
  'sans',
  'dit',
  'es',
  'ès',
  'ez',
  'di',
  'del',
  'dels',
])

/** Small words that are also names: « Chessy-les-Prés », « Prades-le-Lez ». */
const AUSSI_DES_NOMS = new Set(['lez', 'pres'])

const capitale = (mot: string) => mot.replace(/^\(?\p{L}/u, debut => debut.toUpperCase())

/** « Marie-Claire » from « MARIE-CLAIRE »; a first name written with its case stays as it is. */
export function prenomLisible(prenom: string): string {
  if (prenom !== prenom.toUpperCase()) return prenom
  return prenom.toLowerCase().replace(/[^\s'’-]+/g, capitale)
}

/** « Djamila CAS »: how a list and the title of a window name a person. */
export const prenomEtNom = ({ prenom, nom }: { prenom: string; nom: string }): string =>
  `${prenomLisible(prenom)} ${nom}`

/** Those of a list whom their name alone doesn't tell from another: same name, same first name, however written. */
export function homonymes<P extends { prenom: string; nom: string }>(personnes: readonly P[]): Set<P> {
  const portes = Map.groupBy(personnes, ({ prenom, nom }) => plier(`${nom} ${prenom}`))
  return new Set([...portes.values()].filter(memes => memes.length > 1).flat())
}

/** What keyboards and old programs write for one. */
const APOSTROPHES = /['`´‘ʼ]/g

const ARTICLES = new Set(['le', 'la', 'les'])
const SAINTS: Record<string, string> = { st: 'saint', ste: 'sainte' }

/**
 * « Villeneuve-d’Ascq » from « VILLENEUVE D ASCQ », « Villeneuve d'Ascq » or « VILLENEUVE-D'ASCQ »: flows, lists and people each write
 * a commune their own way, mostly in capitals without accents; shown everywhere as the INSEE writes names, hyphens between words but
 * after a first article. Accents that weren't written aren't invented: they come with the name of the referential, where the code is
 * known (`territoire/commune.queries.ts`), which stays as it is, its own spaces being no-break ones.
 */
export function communeLisible(commune: string): string {
  const sansCasse = commune === commune.toUpperCase() || commune === commune.toLowerCase()
  if (!sansCasse && commune.includes('\u00a0')) return commune
  const mots = commune
    .trim()
    .replace(/\s*([()])\s*/g, (_, p) => (p === '(' ? ' (' : ')'))
    .replace(APOSTROPHES, '’')
    .replace(/(^|[\s\p{Pd}])([dl])(?:’[\s\p{Pd}]*|[\s\p{Pd}]+)(?=\p{L})/giu, '$1$2’')
    .split(/[\s\p{Pd}]+/u)
    .map(mot => (sansCasse ? (SAINTS[mot.toLowerCase()] ?? mot.toLowerCase()) : mot))
  return mots.reduce((dit, mot, rang) => {
    const avant = (mots[rang - 1] ?? '').toLowerCase()
    const nom = AUSSI_DES_NOMS.has(mot.toLowerCase()) && PETITS_MOTS.has(avant)
    const suite = enTete(mot, rang === 0 || nom, sansCasse)
    if (rang === 0) return suite
    const article = rang === 1 && ARTICLES.has(avant)
    // A delivery office, an arrondissement, what is said between brackets isn't a part of the name.
    const aPart = /^(cedex|\d|\()/i.test(mot) || /^\d/.test(avant)
    return `${dit}${article || aPart ? ' ' : '-'}${suite}`
  }, '')
}

function enTete(mot: string, premier: boolean, sansCasse: boolean): string {
  const [, lettre, suite] = /^(\p{L})’(.+)$/u.exec(mot) ?? []
  // « d’Ascq », but « N’Djamena ».
  if (lettre && suite)
    return `${premier || !/[dl]/i.test(lettre) ? capitale(lettre) : lettre.toLowerCase()}’${capitale(suite)}`
  if (!premier && PETITS_MOTS.has(mot.toLowerCase())) return mot.toLowerCase()
  return sansCasse ? capitale(mot) : mot
}

/** « San Francisco » from « SAN FRANCISCO »: a place of birth, anywhere in the world, keeps its own hyphens. */
export function lieuLisible(lieu: string): string {
  if (lieu !== lieu.toUpperCase()) return lieu
  return lieu
    .toLowerCase()
    .split(/([\s-]+)/)
    .map((mot, rang) => enTete(mot.replace(APOSTROPHES, '’'), rang === 0, true))
    .join('')
}

const CIVILITES: Record<string, string> = { 1: 'M. ', 2: 'Mme ' }
const MAJORITE = 18

/**
 * « Mme Djamila CAS ». `sexe`: SEXE of the flow; one that isn't known ('0') gives no civility, nor does a child.
 * `aujourdhui`: YYYY-MM-DD.
 */
export function nomComplet(
  { sexe, nom, prenom, dateNaissance }: { sexe: string; nom: string; prenom: string; dateNaissance: string },
  aujourdhui: string,
): string {
  const civilite = age(dateNaissance, aujourdhui) < MAJORITE ? '' : (CIVILITES[sexe] ?? '')
  return `${civilite}${prenomLisible(prenom)} ${nom}`
}

/** « 2 85 04 59 999 123 » from the 13 characters of a NIR. */
export function nirLisible(nir: string): string {
  return nir.replace(/^(.)(..)(..)(..)(...)(...)$/, '$1 $2 $3 $4 $5 $6').replaceAll(' ', '\u00a0')
}
