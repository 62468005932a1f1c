export type Cellule = string | number | boolean | null

/**
 * What a column holds: a text, a whole number, cents, basis points, a day (YYYY-MM-DD), an instant (ISO), yes or no. A file writes
 * cents in euros and basis points in per cent, as numbers.
 */
export type Genre = 'texte' | 'entier' | 'centimes' | 'taux' | 'jour' | 'instant' | 'booleen'

export type Colonne<L> = { titre: string; genre: Genre; valeur(ligne: L): Cellule }

const simples = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')

/** The same column for a file: what is typed in a filter of a spreadsheet has plain spaces, those of a screen don't always (communes). */
export const enEspacesSimples = <L>({ titre, genre, valeur }: Colonne<L>): Colonne<L> => ({
  titre: simples(titre),
  genre,
  valeur: ligne => {
    const lue = valeur(ligne)
    return typeof lue === 'string' ? simples(lue) : lue
  },
})

/** A number as a file writes it, by what it counts. */
export const enUnites = (valeur: number, genre: Genre): number =>
  genre === 'centimes' || genre === 'taux' ? valeur / 100 : valeur

/** « 2025-03-10 09:30:00 »: an instant as it was in a time zone. */
const surPlace = (instant: string, fuseau: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(fuseau)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

/** The same columns, whose instants are those of a time zone, to the second. */
export const dansFuseau = <L>(colonnes: readonly Colonne<L>[], fuseau: string): Colonne<L>[] =>
  colonnes.map(c => {
    const { genre, valeur } = c
    if (genre !== 'instant') return c
    return { ...c, valeur: ligne => enHeures(valeur(ligne), fuseau) }
  })

const enHeures = (valeur: Cellule, fuseau: string): Cellule =>
  typeof valeur === 'string' && valeur !== '' ? surPlace(valeur, fuseau) : valeur
