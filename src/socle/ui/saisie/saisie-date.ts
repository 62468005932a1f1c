import { jourSansAnnee, lireJourEcrit, moisEnLettres, type Repere, type Sens } from '../../date-ecrite.ts'
import { ajouterJours, jourDeSemaine } from '../dates.ts'

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const NOMBRES: Record<string, number> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  quinze: 15,
}

const simplifier = (texte: string) =>
  texte
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’']/g, '')
    .replace(/\s+/g, ' ')

function enMots(texte: string, repere: Repere): string | null {
  const { aujourdhui, sens } = repere
  const proches: Record<string, number> = {
    aujourdhui: 0,
    demain: 1,
    'apres-demain': 2,
    'apres demain': 2,
    hier: -1,
    'avant-hier': -2,
    'avant hier': -2,
  }
  const proche = proches[texte]
  if (proche !== undefined) return ajouterJours(aujourdhui, proche)

  const ecart = /^(dans|il y a) (\w+) (jour|semaine|mois)s?$/.exec(texte)
  if (ecart) {
    const n = Number(ecart[2]) || NOMBRES[ecart[2] ?? ''] || 0
    if (!n) return null
    const signe = ecart[1] === 'dans' ? 1 : -1
    if (ecart[3] !== 'mois') return ajouterJours(aujourdhui, signe * n * (ecart[3] === 'semaine' ? 7 : 1))
    return moisPlusTard(aujourdhui, signe * n)
  }

  const semaine = /^(?:ce |le )?([a-z]{3,8})(?: (prochain|dernier))?$/.exec(texte)
  const rang = semaine ? JOURS.findIndex(nom => nom === semaine[1] || nom.slice(0, 3) === semaine[1]) : -1
  if (semaine && rang >= 0) {
    const avance = (rang + 1 - jourDeSemaine(aujourdhui) + 7) % 7
    const recule = semaine[2] === 'dernier' || (!semaine[2] && sens === 'passe')
    if (recule) return ajouterJours(aujourdhui, avance === 0 ? (semaine[2] ? -7 : 0) : avance - 7)
    return ajouterJours(aujourdhui, avance === 0 && semaine[2] ? 7 : avance)
  }

  const [, quantieme, nom = ''] = /^(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+)\.?$/.exec(texte) ?? []
  const mois = quantieme === undefined ? null : moisEnLettres(nom)
  return mois === null ? null : jourSansAnnee(mois, Number(quantieme), repere)
}

/** Same day n months away, or the last day of that month when it is shorter. */
function moisPlusTard(jour: string, n: number): string {
  const [annee = 0, mois = 1, quantieme = 1] = jour.split('-').map(Number)
  const dernier = new Date(Date.UTC(annee, mois + n, 0)).getUTCDate()
  return new Date(Date.UTC(annee, mois - 1 + n, Math.min(quantieme, dernier))).toISOString().slice(0, 10)
}

/**
 * A date as people type it: `3/3/25`, `03032025`, `3 mars`, `lundi`, `demain`, `dans 3 jours`, `2025-03-03`.
 * Gives 'YYYY-MM-DD', or null when it can't be understood or doesn't exist. `aujourdhui` is 'YYYY-MM-DD'.
 */
export function lireDate(saisie: string, aujourdhui: string, sens: Sens = 'futur'): string | null {
  const texte = simplifier(saisie)
  const repere = { aujourdhui, sens }
  const ecrit = lireJourEcrit(texte, repere)
  if (ecrit) return ecrit.jour
  const [, quantieme, mois] = /^(\d{1,2})[/.\- ](\d{1,2})$/.exec(texte) ?? []
  return mois ? jourSansAnnee(Number(mois), Number(quantieme), repere) : enMots(texte, repere)
}

/** An hour as people type it: `9h30`, `9:30`, `9 h`, `930`, `14`, `midi`. Gives 'HH:MM' or null. */
export function lireHeure(saisie: string): string | null {
  const texte = simplifier(saisie)
  if (texte === 'midi') return '12:00'
  const lue = /^(\d{1,2}) ?(?:h|:|\.|heures?)? ?(\d{2})?(?: ?min)?$/.exec(texte)
  if (!lue) return null
  const h = Number(lue[1])
  const m = Number(lue[2] ?? 0)
  return h < 24 && m < 60 ? `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}` : null
}
