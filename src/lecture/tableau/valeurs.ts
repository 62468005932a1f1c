import { lireJourEcrit, lireNaissancePartielle } from '../../socle/date-ecrite.ts'
import { estAdresseElectronique } from '../adresse-electronique.ts'
import { ditAutrui } from '../autrui.ts'
import { lireTelephone } from '../telephone.ts'
import { formeComparable } from './texte.ts'

/**
 * A cell that was read: its value as text, with what deserves a look, or why it can't be taken. Never the cell itself in words.
 * `doute`: it can be read, and is hardly true: somebody says. `precision`: of a birth of which the day (J) or the month too (O)
 * isn't known.
 */
export type ValeurLue = { valeur: string; alerte?: string; doute?: string; precision?: 'J' | 'O' } | { refus: string }
/** Reads a cell that isn't blank. `aujourdhui`: YYYY-MM-DD. */
export type Lecteur = (cellule: string, aujourdhui: string) => ValeurLue

/** Text as it is written, spaces put right. */
export const texteLibre =
  (max: number): Lecteur =>
  cellule => {
    const valeur = cellule.replace(/\s+/g, ' ').trim()
    return valeur.length > max ? { refus: `texte de plus de ${max} caractères : raccourcissez-le` } : { valeur }
  }

/** A name of a person. What brackets hold is a remark, « ? » a letter lost on the way: they would make two persons of one. */
export const lireNom: Lecteur = cellule => {
  const valeur = cellule.replace(/\s+/g, ' ').trim()
  if (/[()]/.test(valeur))
    return { refus: 'un nom ne contient pas de parenthèses, par exemple « Dupont » : retirez-les' }
  if (/\d/.test(valeur)) return { refus: 'un nom ne contient pas de chiffre, par exemple « Dupont »' }
  if (/[?\ufffd]/.test(valeur))
    return {
      refus: 'une lettre du nom s’est perdue (« ? » à sa place) : réécrivez-le, ou enregistrez le fichier en UTF-8',
    }
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
    const valeur = jourDeSerie(n)
    const alerte = `nombre d’un tableur : lu comme un jour de ${valeur.slice(0, 4)}, vérifiez`
    return n <= 73_050 ? { valeur, alerte } : { refus: ATTENDU_DATE }
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
  return 'refus' in lu ? lu : dansLesTemps(lu, aujourdhui)
}

function dansLesTemps(lu: Exclude<ValeurLue, { refus: string }>, aujourdhui: string): ValeurLue {
  if (lu.valeur > aujourdhui) return { refus: `date dans le futur : ${ATTENDU_DATE}` }
  if (Number(lu.valeur.slice(0, 4)) < Number(aujourdhui.slice(0, 4)) - 130)
    return { refus: `date de plus de 130 ans : ${ATTENDU_DATE}` }
  return lu
}

/** Nobody younger has a follow-up of their own: under it, a birth is rather another date, or a number read as one. */
const AGE_CROYABLE = 14

/**
 * The birth of somebody followed. A year or a month alone is a birth of which the rest is unknown; one of today, or of a child, is
 * in doubt: it was most likely another date.
 */
export const lireNaissance: Lecteur = (cellule, aujourdhui) => {
  const partielle = lireNaissancePartielle(cellule)
  // Day 0 of spreadsheets: what a blank cell shows as a date.
  if (partielle?.jour === '1900-01-01' && partielle.precision === 'J') return { refus: ATTENDU_DATE }
  const lu: ValeurLue = partielle
    ? dansLesTemps(
        { valeur: partielle.jour, alerte: INCONNUS[partielle.precision], precision: partielle.precision },
        aujourdhui,
      )
    : lireDatePassee(cellule, aujourdhui)
  if ('refus' in lu) return lu
  const enfant = `${Number(aujourdhui.slice(0, 4)) - AGE_CROYABLE}${aujourdhui.slice(4)}`
  return lu.valeur > enfant ? { ...lu, doute: `née il y a moins de ${AGE_CROYABLE} ans : ${DOUTE_NAISSANCE}` } : lu
}
const INCONNUS = {
  J: 'jour de naissance inconnu : le mois et l’année sont gardés',
  O: 'jour et mois de naissance inconnus : l’année seule est gardée',
} as const
const DOUTE_NAISSANCE = 'est-ce bien sa date de naissance ? Dites que la ligne est juste, ou corrigez-la'

/**
 * One number out of a cell that may hold several (comma, slash, « ou », a space): a mobile first, which receives SMS. The 0 that a
 * spreadsheet ate (698943255) is put back. Somebody else's, « (mère) », is left out and said. Ten digits, or + and the country
 * (src/lecture/telephone.ts).
 */
export const lireTelephones: Lecteur = cellule => {
  const morceaux = cellule.split(/[,;/|\n]|\bou\b|\bet\b/i).filter(m => /\d{4}|\d\d\W\d\d/.test(m))
  if (/\d[.,]\d+E\+?\d+/i.test(cellule))
    return { refus: 'le tableur a arrondi ce numéro (6,4E+08) : mettez la colonne au format Texte, puis recopiez-le' }
  const siens = morceaux.filter(m => !ditAutrui(m))
  const lus = siens.flatMap(separer).map(lireUnTelephone)
  const numeros = lus.flatMap(l => ('numero' in l ? [l] : []))
  const choisi = numeros.find(l => estMobile(l.numero)) ?? numeros[0]
  if (!choisi) {
    if (siens.length < morceaux.length) return { refus: TELEPHONE_D_AUTRUI }
    const [premier] = lus
    return { refus: premier && 'refus' in premier ? premier.refus : 'numéro attendu, par exemple 06 39 98 00 01' }
  }
  if (choisi.poste) return { valeur: choisi.numero, alerte: 'le numéro est repris sans son poste' }
  return siens.length < morceaux.length
    ? { valeur: choisi.numero, alerte: 'un des numéros est celui d’un proche ou d’un service : il n’est pas repris' }
    : { valeur: choisi.numero }
}
const TELEPHONE_D_AUTRUI =
  'la case dit que ce numéro est celui d’un proche ou d’un service : une personne n’est jointe qu’à son propre numéro'

/** Two numbers that a space alone parts: each is whole. */
function separer(morceau: string): string[] {
  const entiers = morceau.trim().split(/\s+/)
  if (entiers.length > 1 && entiers.every(e => /^\+?[\d.-]{9,}$/.test(e))) return entiers
  const chiffres = morceau.replace(/[\s.-]/g, '')
  return /^(0[1-9]\d{8}){2,}$/.test(chiffres) ? (chiffres.match(/\d{10}/g) ?? []) : [morceau]
}

/** What people write beside their own number: which line it is. */
const LIGNE =
  /\b(n\s*[°º]|num(é|e)ro|t(é|e)l(é|e)phone|t(é|e)l|port(able)?|mob(ile)?|fixe|dom(icile)?|perso(nnel)?|principal|maison)\b|[°º:().]/gi
const POSTE = /\s*(?:ext|poste)\.?\s*\d{1,5}\s*$/i

function lireUnTelephone(morceau: string) {
  const poste = POSTE.test(morceau)
  const nu = morceau.replace(POSTE, '')
  const sans = /\p{L}/u.test(nu) ? nu.replace(LIGNE, ' ').trim() : nu
  const lu = lireTelephone(
    /^[1-79]\d{8}$/.test(sans.replace(/\D/g, '')) && !sans.includes('+') ? `0${sans.trim()}` : sans,
  )
  return 'numero' in lu ? { ...lu, poste } : lu
}
export const estMobile = (numero: string): boolean => /^0[67]/.test(numero)

const ATTENDU_COURRIEL = 'adresse électronique complète attendue, sans accent, par exemple prenom.nom@exemple.fr'

/** The address in what people paste: « mailto: », « Jean Dupont <…> », the dot that ended the sentence. */
const adressesDe = (cellule: string): string[] =>
  (/<([^<>]*@[^<>]*)>/.exec(cellule)?.[1] ?? cellule.replace(/\([^)]*\)/g, ' '))
    .replace(/\p{Cf}/gu, '')
    .replace(/mailto:/gi, '')
    .toLowerCase()
    .split(/[\s,;/|]+/)
    .map(a => a.replace(/\.+$/, ''))
    .filter(Boolean)

export const lireCourriel: Lecteur = cellule => {
  const [premier = '', ...autres] = adressesDe(cellule)
  const reste = cellule.replace(/\S*@\S*/g, ' ')
  if (!estAdresseElectronique(premier)) return { refus: ATTENDU_COURRIEL }
  if (ditAutrui(reste))
    return {
      refus: 'la case dit que cette adresse est celle d’un proche ou d’un service : une personne n’a que la sienne',
    }
  return autres.length
    ? { valeur: premier, alerte: 'plusieurs adresses : la première est gardée' }
    : { valeur: premier }
}

/** Several addresses, separated by commas in the value. */
export const lireCourriels: Lecteur = cellule => {
  const adresses = adressesDe(cellule)
  return adresses.length && adresses.every(estAdresseElectronique)
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
