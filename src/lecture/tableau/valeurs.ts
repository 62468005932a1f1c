import { lireJourEcrit } from '../../socle/date-ecrite.ts'
import { lireTelephone } from '../telephone.ts'
import { formeComparable } from './texte.ts'

/** A cell that was read: its value as text, with what deserves a look, or why it can't be taken. Never the cell itself in words. */
export type ValeurLue = { valeur: string; alerte?: string } | { refus: string }
/** Reads a cell that isn't blank. `aujourdhui`: YYYY-MM-DD. */
export type Lecteur = (cellule: string, aujourdhui: string) => ValeurLue

/** Text as it is written, spaces put right. */
export const texteLibre =
  (max: number): Lecteur =>
  cellule => {
    const valeur = cellule.replace(/\s+/g, ' ').trim()
    return valeur.length > max ? { refus: `texte de plus de ${max} caractères : raccourcissez-le` } : { valeur }
  }

/** A name of a person: what brackets hold is a remark, not a name, and would make two persons of one. */
export const lireNom: Lecteur = cellule => {
  const valeur = cellule.replace(/\s+/g, ' ').trim()
  if (/[()]/.test(valeur))
    return { refus: 'un nom ne contient pas de parenthèses, par exemple « Dupont » : retirez-les' }
  if (/\d/.test(valeur)) return { refus: 'un nom ne contient pas de chiffre, par exemple « Dupont »' }
  return valeur.length > 100 ? { refus: 'nom de plus de 100 caractères' } : { valeur }
}

const ATTENDU_DATE = 'date attendue sous la forme JJ/MM/AAAA, par exemple 25/04/1985'
/** The day that a spreadsheet counts from 30 December 1899 (its 1900 is a leap year), YYYY-MM-DD. */
export function jourDeSerie(serie: number): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serie) * 86_400_000).toISOString().slice(0, 10)
}

function lireJour(cellule: string, aujourdhui: string): ValeurLue {
  const texte = cellule.trim()
  const serie = /^(\d{4,5})([.,]\d+)?$/.exec(texte)
  if (serie) {
    const n = Number(serie[1])
    if (n >= 1850 && n <= 2100) return { refus: `année seule : ${ATTENDU_DATE}` }
    return n <= 73_050 ? { valeur: jourDeSerie(n) } : { refus: ATTENDU_DATE }
  }
  const lu = lireJourEcrit(texte, { aujourdhui, sens: 'passe' })
  if (!lu) return { refus: ATTENDU_DATE }
  if (!lu.jour) return { refus: `ce jour n’existe pas : ${ATTENDU_DATE}` }
  const alerte = `année sur deux chiffres : lue ${lu.jour.slice(0, 4)}, vérifiez`
  return lu.court ? { valeur: lu.jour, alerte } : { valeur: lu.jour }
}

/** A day already past, of somebody alive: not in the future, not 130 years ago. */
export const lireDatePassee: Lecteur = (cellule, aujourdhui) => {
  const lu = lireJour(cellule, aujourdhui)
  if ('refus' in lu) return lu
  if (lu.valeur > aujourdhui) return { refus: `date dans le futur : ${ATTENDU_DATE}` }
  if (Number(lu.valeur.slice(0, 4)) < Number(aujourdhui.slice(0, 4)) - 130)
    return { refus: `date de plus de 130 ans : ${ATTENDU_DATE}` }
  return lu
}

/**
 * One number out of a cell that may hold several (comma, slash, « ou »): a mobile first, which receives SMS. The 0 that a
 * spreadsheet ate (698943255) is put back. Ten digits, or + and the country (src/lecture/telephone.ts).
 */
export const lireTelephones: Lecteur = cellule => {
  const morceaux = cellule.split(/[,;/|\n]|\bou\b|\bet\b/i).filter(m => /\d/.test(m))
  const lus = morceaux.map(m => {
    const chiffres = m.replace(/[\s.\-()\u00a0\u202f]/g, '')
    return lireTelephone(/^[1-79]\d{8}$/.test(chiffres) ? `0${chiffres}` : m)
  })
  const numeros = lus.flatMap(l => ('numero' in l ? [l.numero] : []))
  const choisi = numeros.find(estMobile) ?? numeros[0]
  if (choisi) return { valeur: choisi }
  const [premier] = lus
  return { refus: premier && 'refus' in premier ? premier.refus : 'numéro attendu, par exemple 06 39 98 00 01' }
}
export const estMobile = (numero: string): boolean => /^0[67]/.test(numero)

const COURRIEL = /^[^\s@<>(),;:"]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/
export const lireCourriel: Lecteur = cellule => {
  const valeur = cellule
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
  const [premier = '', ...autres] = valeur.split(/[\s,;]+/).filter(Boolean)
  if (!COURRIEL.test(premier) || premier.length > 254)
    return { refus: 'adresse électronique complète attendue, par exemple prenom.nom@exemple.fr' }
  return autres.length
    ? { valeur: premier, alerte: 'plusieurs adresses : la première est gardée' }
    : { valeur: premier }
}

/** Several addresses, separated by commas in the value. */
export const lireCourriels: Lecteur = cellule => {
  const adresses = cellule
    .toLowerCase()
    .split(/[\s,;/]+/)
    .filter(Boolean)
  return adresses.length && adresses.every(a => COURRIEL.test(a))
    ? { valeur: [...new Set(adresses)].join(',') }
    : {
        refus:
          'adresses électroniques complètes attendues, séparées par des virgules, par exemple prenom.nom@exemple.fr',
      }
}

export const lireCodePostal: Lecteur = cellule => {
  const compact = cellule.replace(/\s/g, '')
  const valeur = /^[1-9]\d{3}$/.test(compact) ? `0${compact}` : compact
  return /^(?!00)\d{5}$/.test(valeur)
    ? { valeur }
    : { refus: 'code postal attendu sur cinq chiffres, par exemple 59200' }
}

/** A choice among words. `choix`: comparable form → value. */
export const choixParmi =
  (choix: Readonly<Record<string, string>>, attendu: string): Lecteur =>
  cellule => {
    const forme = formeComparable(cellule)
    return Object.hasOwn(choix, forme) ? { valeur: choix[forme] ?? '' } : { refus: attendu }
  }

const OUI = ['oui', 'o', 'yes', 'y', 'vrai', 'true', '1', 'x']
const NON = ['non', 'n', 'no', 'faux', 'false', '0']
export const lireOuiNon: Lecteur = choixParmi(
  Object.fromEntries([...OUI.map(m => [m, 'oui']), ...NON.map(m => [m, 'non'])]),
  'réponse attendue : oui ou non',
)

/** SIRET: 14 digits with its Luhn key; the establishments of La Poste add up to a multiple of five. */
export const lireSiret: Lecteur = cellule => {
  const valeur = cellule.replace(/[\s.\u00a0\u202f]/g, '')
  if (!/^\d{14}$/.test(valeur)) return { refus: 'SIRET attendu sur 14 chiffres, par exemple 130 025 265 00013' }
  const luhn = [...valeur].reduce((somme, c, i) => {
    const double = Number(c) * (i % 2 === 0 ? 2 : 1)
    return somme + (double > 9 ? double - 9 : double)
  }, 0)
  const laPoste = valeur.startsWith('356000000') && [...valeur].reduce((s, c) => s + Number(c), 0) % 5 === 0
  return luhn % 10 === 0 || laPoste ? { valeur } : { refus: 'SIRET impossible : un chiffre est faux, recopiez-le' }
}
