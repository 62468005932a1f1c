import { lisible } from '../../socle/saisie/lisible.ts'

const ZERO = 48
const NEUF = 57

/** Without what no eye sees, nor the white space at both ends (XML's: space, tab, line breaks), which pads fixed-width codes ("AB "). */
export function rogner(ecrit: string): string {
  const brut = lisible(ecrit)
  let debut = 0
  let fin = brut.length
  while (debut < fin && brut.charCodeAt(debut) <= 32) debut++
  while (fin > debut && brut.charCodeAt(fin - 1) <= 32) fin--
  return fin - debut === brut.length ? brut : brut.slice(debut, fin)
}

/** True when the text holds nothing but white space. */
export function estBlanc(texte: string): boolean {
  for (let i = 0; i < texte.length; i++) if (texte.charCodeAt(i) > 32) return false
  return true
}

/** Two digits at `i` as a number, -1 when they are not two digits. */
function deuxChiffres(texte: string, i: number): number {
  const dizaine = texte.charCodeAt(i) - ZERO
  const unite = texte.charCodeAt(i + 1) - ZERO
  return dizaine >= 0 && dizaine <= 9 && unite >= 0 && unite <= 9 ? dizaine * 10 + unite : -1
}

/** True when the text from `i` to its end is an XSD time zone: nothing, Z, or ±hh:mm up to 14:00. */
function estFuseau(texte: string, i: number): boolean {
  if (i === texte.length) return true
  const signe = texte[i]
  if (signe === 'Z') return i + 1 === texte.length
  if ((signe !== '+' && signe !== '-') || texte.length !== i + 6 || texte[i + 3] !== ':') return false
  const heures = deuxChiffres(texte, i + 1)
  const minutes = deuxChiffres(texte, i + 4)
  return heures >= 0 && minutes >= 0 && minutes < 60 && (heures < 14 || (heures === 14 && minutes === 0))
}

const JOURS_DU_MOIS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** True for an `xsd:date` of four-digit year that exists in the calendar, time zone allowed. */
export function estJour(texte: string): boolean {
  const siecle = deuxChiffres(texte, 0)
  const an = deuxChiffres(texte, 2)
  const mois = deuxChiffres(texte, 5)
  const jour = deuxChiffres(texte, 8)
  if (siecle < 0 || an < 0 || siecle + an === 0 || mois < 1 || mois > 12 || jour < 1) return false
  if (texte[4] !== '-' || texte[7] !== '-') return false
  const bissextile = an % 4 === 0 && (an !== 0 || siecle % 4 === 0)
  const dernier = mois === 2 && bissextile ? 29 : (JOURS_DU_MOIS[mois] ?? 0)
  return jour <= dernier && (texte.length === 10 || estFuseau(texte, 10))
}

/** True for an `xsd:time`: HH:MM:SS, fraction of a second and time zone allowed, 24:00:00 as the end of the day. */
export function estHeure(texte: string): boolean {
  const heures = deuxChiffres(texte, 0)
  const minutes = deuxChiffres(texte, 3)
  const secondes = deuxChiffres(texte, 6)
  if (heures < 0 || minutes < 0 || secondes < 0 || texte[2] !== ':' || texte[5] !== ':') return false
  let i = 8
  let fraction = 0
  if (texte[8] === '.') {
    for (i = 9; i < texte.length; i++) {
      const chiffre = texte.charCodeAt(i)
      if (chiffre < ZERO || chiffre > NEUF) break
      if (chiffre !== ZERO) fraction = 1
    }
    if (i === 9) return false
  }
  const dansLeJour = heures < 24 || (heures === 24 && minutes + secondes + fraction === 0)
  return dansLeJour && minutes < 60 && secondes < 60 && estFuseau(texte, i)
}

/** True for an `xsd:decimal` within its digits: leading zeros, and trailing ones after the point, do not count. */
export function estNombre(texte: string, chiffres: number, decimales: number, pointPermis: boolean): boolean {
  let i = texte[0] === '-' || texte[0] === '+' ? 1 : 0
  let lus = 0
  let entiers = 0
  for (; i < texte.length; i++) {
    const code = texte.charCodeAt(i)
    if (code < ZERO || code > NEUF) break
    lus++
    if (entiers > 0 || code !== ZERO) entiers++
  }
  let utiles = 0
  if (pointPermis && texte[i] === '.') {
    const point = i
    for (i++; i < texte.length; i++) {
      const code = texte.charCodeAt(i)
      if (code < ZERO || code > NEUF) break
      lus++
      if (code !== ZERO) utiles = i - point
    }
  }
  return i === texte.length && lus > 0 && utiles <= decimales && entiers + utiles <= chiffres
}

/** True for the two ways XSD writes yes. The value was checked as a boolean before. */
export function vrai(valeur: string): boolean {
  return valeur === '1' || valeur === 'true'
}

/** Euro cents of a checked decimal ("0000575.68" → 57568), by whole numbers only. */
export function centimes(valeur: string): number {
  const point = valeur.indexOf('.')
  const entiers = point < 0 ? valeur : valeur.slice(0, point)
  const fraction = point < 0 ? '00' : `${valeur.slice(point + 1, point + 3)}00`.slice(0, 2)
  const signe = entiers.startsWith('-') ? -1 : 1
  return signe * (Math.abs(Number(entiers === '-' || entiers === '+' ? 0 : entiers)) * 100 + Number(fraction)) + 0
}

/** Quotes a value only when it can be nothing but a date, a time or a code: no name nor NIR ever reaches a message. */
export function cite(valeur: string, lu: 'lu' | 'lue'): string {
  if (valeur === '') return ', valeur vide'
  return /^[\d:./+TZ-]{1,12}$/.test(valeur) || /^[\w.]{1,3}$/.test(valeur) ? `, ${lu} « ${valeur} »` : ''
}
