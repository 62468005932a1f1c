import type { AcompteDit, GenreAcompte } from '../../../droit/caisse/acompte.queries.ts'
import { type Bloc, valeur } from '../../../lecture/xml/bloc.ts'
import { montant } from '../../../socle/ui/dates.ts'
import { lireCentimes } from '../valeurs-lues.ts'

type Colonne = 'MTTOTSOCLRSA' | 'MTTOTSOCLMAJORSA' | 'MTTOTLOCALRSA' | 'MTTOTRSA'
type Somme = Record<Colonne, number> & { sansColonne: number }

/** Column of a total that a NATPFCRE goes to (interop.md §A6): the others only count in the whole. */
const COLONNES: Readonly<Record<string, Colonne>> = Object.fromEntries(
  (
    [
      ['MTTOTSOCLRSA', 'RSD INK ITK ISK ACD ASD VSD'],
      ['MTTOTSOCLMAJORSA', 'RSI INL ITL ISL ASI VSI'],
      ['MTTOTLOCALRSA', 'RSB RCB INM ITM ISM INS ISS ITS ACB ASB VCB VSB'],
    ] as const
  ).flatMap(([colonne, natures]) => natures.split(' ').map(nature => [nature, colonne])),
)

/** The blocks of TotalisationAcompte, and the movements each adds up. */
const TOTAUX: readonly { blocs: string[]; libelle: string; genres: GenreAcompte[] }[] = [
  { blocs: ['TotalAllocationsComptabilisees'], libelle: 'allocations comptabilisées', genres: ['allocation'] },
  { blocs: ['TotalIndusConstates'], libelle: 'indus constatés', genres: ['indu-constate'] },
  {
    blocs: ['TotalIndusTransferésCG', 'TotalIndusTransferesCG'],
    libelle: 'indus transférés',
    genres: ['indu-transfere'],
  },
  { blocs: ['TotalRemisesIndus'], libelle: 'remises d’indus', genres: ['remise'] },
  {
    blocs: ['TotalAnnulationsIndus'],
    libelle: 'annulations d’indus',
    genres: ['annulation-faible-montant', 'autre-annulation'],
  },
  {
    blocs: ['MontantTotalAcompte'],
    libelle: 'total de l’acompte',
    genres: [
      'allocation',
      'indu-constate',
      'indu-transfere',
      'remise',
      'annulation-faible-montant',
      'autre-annulation',
    ],
  },
]

const rien = (): Somme => ({ MTTOTSOCLRSA: 0, MTTOTSOCLMAJORSA: 0, MTTOTLOCALRSA: 0, MTTOTRSA: 0, sansColonne: 0 })

/** Adds up movements as they are read, in cents: AJ counts, DE is taken off. */
export function uneTotalisation() {
  const sommes = new Map<GenreAcompte, Somme>()
  return {
    ajouter: ({ genre, nature, sens, montantCentimes }: AcompteDit) => {
      const somme = sommes.get(genre) ?? rien()
      sommes.set(genre, somme)
      const signe = sens === 'DE' ? -montantCentimes : montantCentimes
      const colonne = COLONNES[nature]
      somme.MTTOTRSA += signe
      if (colonne) somme[colonne] += signe
      else somme.sansColonne++
    },
    /** The advance due, in cents. */
    total: () => [...sommes.values()].reduce((t, s) => t + s.MTTOTRSA, 0),
    /**
     * What TotalisationAcompte says otherwise than its lines, both amounts told. Whether a total of debts is written as a positive or a
     * negative amount isn't published: either is accepted. A column isn't judged when a line's nature belongs to none.
     */
    ecarts: (annonces: Bloc): { champ: string; motif: string }[] =>
      TOTAUX.flatMap(({ blocs, libelle, genres }) => {
        const dus = genres.flatMap(g => sommes.get(g) ?? [])
        const sansColonne = dus.some(s => s.sansColonne > 0)
        return (Object.keys(rien()) as (Colonne | 'sansColonne')[]).flatMap(colonne => {
          if (colonne === 'sansColonne' || (sansColonne && colonne !== 'MTTOTRSA')) return []
          const annonce = lireCentimes(
            blocs.map(b => valeur(annonces, `${b}/${colonne}`)).find(v => v !== null) ?? null,
          )
          const lu = dus.reduce((t, s) => t + s[colonne], 0)
          if (annonce === null || Math.abs(annonce) === Math.abs(lu)) return []
          const motif = `${libelle} : le fichier annonce ${montant(annonce)}, ses lignes font ${montant(lu)}`
          return [{ champ: `${blocs[0]}/${colonne}`, motif }]
        })
      }),
  }
}
