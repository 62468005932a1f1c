/** Type of a leaf: string, integer, decimal, day, time, boolean (letters of the notation of `vrsb0801.ts`). */
export type Genre = 'c' | 'e' | 'd' | 'j' | 'h' | 'b'

/** What reading a value does to the draft; a returned sentence is the reason why the value is refused. */
export type Geste<T> = (brouillon: T, valeur: string) => string | undefined

/** One element at its place in the tree, ready to be walked without any look-up. */
export type Noeud<T> = {
  nom: string
  min: number
  max: number
  suite: readonly Noeud<T>[] | null // children in order; null for a leaf
  dernierObligatoire: number // index in suite of the last child with min > 0, -1 when none
  genre: Genre | null
  longueur: number // characters or digits allowed
  decimales: number
  ouverture: string // what the element adds to the household's fingerprint
  ouvrir: Geste<T> | null
  lire: Geste<T> | null
  fermer: Geste<T> | null
}

const ENFANT = /^(\w+?)(\?|\*|\+|\{(\d),(\d)\})?(?::([cedjhb])(\d+)?(?:,(\d))?)?$/

/**
 * The tree of a schema written in the notation of `vrsb0801.ts`, from its block `racine`, with the gestures hung where
 * they act: `Bloc` when a block opens, `/Bloc` when it closes, `Bloc/FEUILLE` when a leaf is read. A gesture that
 * matches no element is a spelling mistake of ours: refused at start.
 */
export function arbre<T>(
  schema: Readonly<Record<string, string>>,
  racine: string,
  gestes: Readonly<Record<string, Geste<T>>>,
): Noeud<T> {
  const poses = new Set<string>()
  const geste = (cle: string) => {
    const trouve = gestes[cle] ?? null
    if (trouve) poses.add(cle)
    return trouve
  }
  const noeud = (parent: string, ecrit: string): Noeud<T> => {
    const lu = ENFANT.exec(ecrit)
    if (!lu) throw new Error(`schéma illisible : ${ecrit}`)
    const [, nom = '', combien, min, max, genre, longueur, decimales] = lu
    const suite = genre ? null : (schema[nom] ?? '').split(' ').map(enfant => noeud(nom, enfant))
    return {
      nom,
      min: min ? Number(min) : combien === '?' || combien === '*' ? 0 : 1,
      max: max ? Number(max) : combien === '*' || combien === '+' ? Number.POSITIVE_INFINITY : 1,
      suite,
      dernierObligatoire: suite ? suite.findLastIndex(enfant => enfant.min > 0) : -1,
      genre: (genre as Genre | undefined) ?? null,
      longueur: Number(longueur ?? 0),
      decimales: Number(decimales ?? 0),
      // Characters forbidden in XML 1.0 cannot come from a value: two different trees never give the same text.
      ouverture: `\u0001${nom}\u0002`,
      ouvrir: genre ? null : geste(nom),
      lire: genre ? geste(`${parent}/${nom}`) : null,
      fermer: genre ? null : geste(`/${nom}`),
    }
  }
  const sommet = noeud('', racine)
  for (const cle of Object.keys(gestes)) if (!poses.has(cle)) throw new Error(`geste sans élément : ${cle}`)
  return sommet
}
