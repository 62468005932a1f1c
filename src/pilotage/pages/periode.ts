import { dateChiffres, moisAnnee } from '../../socle/ui/dates.ts'

/** What the reader looks at: a month, a quarter, a year, or two dates. Days are YYYY-MM-DD. */
export const GENRES_PERIODE = { mois: 'Mois', trimestre: 'Trimestre', annee: 'Année', libre: 'Dates libres' } as const
export type GenrePeriode = keyof typeof GENRES_PERIODE
const MOIS_PAR_PERIODE = { mois: 1, trimestre: 3, annee: 12 } as const

export type Periode = {
  genre: GenrePeriode
  du: string
  au: string
  libelle: string
  /** First days of the neighbours; null for free dates, and after today. */
  precedente: string | null
  suivante: string | null
}

const jour = (annee: number, mois: number, quantieme: number) =>
  new Date(Date.UTC(annee, mois, quantieme)).toISOString().slice(0, 10)

const estUnJour = (texte: string | undefined): texte is string =>
  /^\d{4}-\d{2}-\d{2}$/.test(texte ?? '') && !Number.isNaN(Date.parse(texte ?? ''))

/**
 * The period an address tells: `periode` and `le` (any day of it), or `du` and `au` for free dates. What is missing or
 * unreadable is the running month.
 */
export function periodeDe(valeurs: Record<string, string | undefined>, aujourdhui: string): Periode {
  const genre = (valeurs.periode ?? 'mois') in GENRES_PERIODE ? ((valeurs.periode ?? 'mois') as GenrePeriode) : 'mois'
  const { le, du, au } = valeurs
  if (genre === 'libre' && estUnJour(du) && estUnJour(au) && du <= au) {
    const libelle = `Du ${dateChiffres(du)} au ${dateChiffres(au)}`
    return { genre, du, au, libelle, precedente: null, suivante: null }
  }
  const repere = estUnJour(le) ? le : aujourdhui
  const [annee = 0, moisCivil = 1] = repere.split('-').map(Number)
  const longueur = genre === 'libre' ? 1 : MOIS_PAR_PERIODE[genre]
  const premier = Math.floor((moisCivil - 1) / longueur) * longueur
  const debut = jour(annee, premier, 1)
  const suivante = jour(annee, premier + longueur, 1)
  return {
    genre,
    du: debut,
    au: jour(annee, premier + longueur, 0),
    libelle:
      longueur === 12
        ? `Année ${annee}`
        : longueur === 3
          ? `${rang(premier / 3 + 1)} trimestre ${annee}`
          : capitale(moisAnnee(debut)),
    precedente: genre === 'libre' ? null : jour(annee, premier - longueur, 1),
    suivante: genre === 'libre' || suivante > aujourdhui ? null : suivante,
  }
}

const rang = (n: number) => (n === 1 ? '1er' : `${n}e`)
const capitale = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1)
