/**
 * Days, hours and numbers as French people write them. A day comes in as 'YYYY-MM-DD', an instant as an ISO timestamp, told in the time
 * zone of the territory: the screens are given it once (`montrerDans`), the server gives it each time. Nothing here reads the clock but
 * `aujourdhui`. Spaces inside a value never break at the end of a line.
 */

const INSECABLE = '\u00a0' // no-break space
const MOIS = Array.from({ length: 12 }, (_, i) =>
  new Intl.DateTimeFormat('fr-FR', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, i, 1)),
)
const JOURS = Array.from({ length: 7 }, (_, i) =>
  new Intl.DateTimeFormat('fr-FR', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, 0, 1 + i)),
)
const UN_JOUR = 86_400_000

/** The zone in which the screens of this browser tell instants; its own until a session says which territory they are of. */
let fuseauDesEcrans = Intl.DateTimeFormat().resolvedOptions().timeZone

/** From now on the screens tell instants in this zone (IANA). Never on the server, which serves many territories. */
export function montrerDans(fuseau: string): void {
  fuseauDesEcrans = fuseau
}

/** Today in the territory, 'YYYY-MM-DD'. For display only: what the law counts is computed by the server with its own clock. */
export function aujourdhui(maintenant: Date = new Date(), fuseau = fuseauDesEcrans): string {
  return jourDe(maintenant.toISOString(), fuseau)
}

/** The day of an ISO instant in a time zone; a day stays as it is. */
export function jourDe(instant: string, fuseau = fuseauDesEcrans): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant
  const part = new Intl.DateTimeFormat('en-CA', { timeZone: fuseau, year: 'numeric', month: '2-digit', day: '2-digit' })
  return part.format(new Date(instant))
}

/** Whole days from one day to another; negative when `fin` is before `debut`. */
export function joursEntre(debut: string, fin: string): number {
  return Math.round((Date.parse(fin) - Date.parse(debut)) / UN_JOUR)
}

/** The day `n` days after (or before, if negative). */
export function ajouterJours(jour: string, n: number): string {
  return new Date(Date.parse(jour) + n * UN_JOUR).toISOString().slice(0, 10)
}

/** 1 for Monday … 7 for Sunday. */
export function jourDeSemaine(jour: string): number {
  return new Date(Date.parse(jour)).getUTCDay() || 7
}

function morceaux(jour: string) {
  const [annee = 0, mois = 1, quantieme = 1] = jourDe(jour).split('-').map(Number)
  return { annee, mois, quantieme }
}

function quantiemeEtMois(quantieme: number, mois: number): string {
  return `${quantieme === 1 ? '1er' : quantieme}${INSECABLE}${MOIS[mois - 1]}`
}

/** « 3 mars », « 1er mars »; with the year when it isn't the one of `reference`. */
export function dateCourte(jour: string, reference = aujourdhui()): string {
  const { annee, mois, quantieme } = morceaux(jour)
  const debut = quantiemeEtMois(quantieme, mois)
  return annee === morceaux(reference).annee ? debut : `${debut}${INSECABLE}${annee}`
}

/** « lundi 3 mars 2025 ». */
export function dateLongue(jour: string): string {
  const { annee, mois, quantieme } = morceaux(jour)
  const nom = JOURS[jourDeSemaine(jourDe(jour)) - 1]
  return `${nom}${INSECABLE}${quantiemeEtMois(quantieme, mois)}${INSECABLE}${annee}`
}

/** « lundi 17 mars », for a date close enough that the year is known. */
export function dateProche(jour: string): string {
  return dateLongue(jour).replace(/\s\d{4}$/, '')
}

/** « 03/03/2025 », for tight columns. */
export function dateChiffres(jour: string): string {
  return jourDe(jour).split('-').reverse().join('/')
}

/** « mars 2021 », from a day or a month 'YYYY-MM'. */
export function moisAnnee(jour: string): string {
  const { annee, mois } = morceaux(jour.length === 7 ? `${jour}-01` : jour)
  return `${MOIS[mois - 1]}${INSECABLE}${annee}`
}

/** « de mars 2025 », « d’avril 2025 ». */
export function deMois(jour: string): string {
  const dit = moisAnnee(jour)
  return /^[ao]/.test(dit) ? `d’${dit}` : `de ${dit}`
}

/** « aujourd’hui », « demain », « dans 6 jours », « hier », « il y a 4 jours », then in months and years. */
export function ecart(jour: string, reference = aujourdhui()): string {
  const n = joursEntre(reference, jourDe(jour))
  const absolu = Math.abs(n)
  if (n === 0) return 'aujourd’hui'
  if (n === 1) return 'demain'
  if (n === -1) return 'hier'
  const duree =
    absolu < 60
      ? pluriel(absolu, 'jour')
      : absolu < 730
        ? `${Math.floor(absolu / 30.44)}${INSECABLE}mois`
        : pluriel(Math.floor(absolu / 365.25), 'an')
  return n > 0 ? `dans${INSECABLE}${duree}` : `il y${INSECABLE}a${INSECABLE}${duree}`
}

/** « 9 h 30 », « 14 h », from 'HH:MM' or from an ISO instant, then in a time zone. */
export function heure(valeur: string, fuseau = fuseauDesEcrans): string {
  const [h = '0', m = '00'] = /^\d{1,2}:\d{2}/.test(valeur)
    ? valeur.split(':')
    : new Intl.DateTimeFormat('fr-FR', { timeZone: fuseau, hour: '2-digit', minute: '2-digit' })
        .format(new Date(valeur))
        .split(':')
  return m === '00' ? `${Number(h)}${INSECABLE}h` : `${Number(h)}${INSECABLE}h${INSECABLE}${m}`
}

/** « mardi 11 mars 2025 à 9 h 30 », from an ISO instant in a time zone. */
export function dateEtHeure(instant: string, fuseau = fuseauDesEcrans): string {
  return `${dateLongue(jourDe(instant, fuseau))} à${INSECABLE}${heure(instant, fuseau)}`
}

/** Whole years between a birth day and `reference`. */
export function age(naissance: string, reference = aujourdhui()): number {
  const n = morceaux(naissance)
  const r = morceaux(reference)
  const avantAnniversaire = r.mois < n.mois || (r.mois === n.mois && r.quantieme < n.quantieme)
  return r.annee - n.annee - (avantAnniversaire ? 1 : 0)
}

/** « 135 000 », « 3,5 »: narrow no-break spaces and a comma. */
export function nombre(valeur: number, decimales = 0): string {
  return new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimales }).format(valeur)
}

/** « 135 000 € » from whole cents; cents are shown only when there are some. */
export function montant(centimes: number): string {
  const decimales = centimes % 100 === 0 ? 0 : 2
  const format = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales })
  return `${format.format(centimes / 100)}${INSECABLE}€`
}

/** « 72,4 % » from basis points (7240); one decimal at most. */
export function pourcentage(pointsDeBase: number): string {
  return `${nombre(pointsDeBase / 100, 1)}${INSECABLE}%`
}

/** « 1 personne », « 23 personnes »; zero is singular in French. */
export function pluriel(n: number, singulier: string, plusieurs = `${singulier}s`): string {
  return `${nombre(n)}${INSECABLE}${Math.abs(n) < 2 ? singulier : plusieurs}`
}

/** « 01 99 00 12 34 » from a French number in any form; another form is left as it is. */
export function telephone(valeur: string): string {
  const chiffres = valeur.replace(/[^\d+]/g, '').replace(/^(\+33|0033)0?/, '0')
  return /^0\d{9}$/.test(chiffres) ? chiffres.replace(/\d{2}(?=\d)/g, `$&${INSECABLE}`) : valeur
}

/**
 * A message is as narrow as the rail: dates and numbers may break at their spaces there, else a word would be cut. The signs that a space
 * must not part from their word keep it.
 */
export const coupable = (message: string): string => message.replace(/(?<!«)\u00a0(?![:;!?»€%])/g, ' ')
