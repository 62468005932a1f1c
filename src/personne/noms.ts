import { age } from '../socle/ui/dates.ts'

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
])

const capitale = (mot: string) => mot.charAt(0).toUpperCase() + mot.slice(1)

/** « Marie-Claire » from « MARIE-CLAIRE »; a first name written with its case stays as it is. */
export function prenomLisible(prenom: string): string {
  if (prenom !== prenom.toUpperCase()) return prenom
  return prenom.toLowerCase().replace(/[^\s'’-]+/g, capitale)
}

/** « Djamila CAS »: how a list and the title of a window name a person. */
export const prenomEtNom = ({ prenom, nom }: { prenom: string; nom: string }): string =>
  `${prenomLisible(prenom)} ${nom}`

/** « Villeneuve-d’Ascq » from « VILLENEUVE D'ASCQ » or « VILLENEUVE-D'ASCQ »: flows write capitals without accents. */
export function communeLisible(commune: string): string {
  if (commune !== commune.toUpperCase()) return commune
  return commune
    .toLowerCase()
    .split(/([\s-]+)/)
    .map((mot, rang) => {
      const [elide, suite] = mot.split(/['’]/)
      if (suite !== undefined) return `${rang === 0 ? capitale(elide ?? '') : elide}’${capitale(suite)}`
      return rang > 0 && PETITS_MOTS.has(mot) ? mot : capitale(mot)
    })
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
