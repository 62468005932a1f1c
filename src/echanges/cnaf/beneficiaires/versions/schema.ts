/** Type of a leaf: string, integer, decimal, day, time, boolean (letters of the notation of `vrsb0801.ts`), or x: known, not used. */
export type Genre = 'c' | 'e' | 'd' | 'j' | 'h' | 'b' | 'x'

/** What reading a value does to the draft; a returned sentence is the reason why the value is refused. */
export type Geste<T> = (brouillon: T, valeur: string) => string | undefined

/** One element at its place in the tree, ready to be walked without any look-up. */
export type Noeud<T> = {
  nom: string
  min: number
  max: number
  suite: readonly Noeud<T>[] | null // children in order; null for a leaf
  /** Children by name, where their order and number aren't known; null where the schema says them. */
  libre: ReadonlyMap<string, Noeud<T>> | null
  bit: number // among its free siblings, the bit of a compulsory leaf; 0 for any other
  obligatoires: number // the bits of its free children that must come, once
  dernierObligatoire: number // index in suite of the last child with min > 0, -1 when none
  genre: Genre | null
  longueur: number // characters or digits allowed; 0 for a string without known limit
  decimales: number
  ouverture: string // what the element adds to the household's fingerprint
  ouvrir: Geste<T> | null
  lire: Geste<T> | null
  fermer: Geste<T> | null
}

const ENFANT = /^([^\s:?*+{}!]+)(\?|\*|\+|!|\{(\d),(\d)\})?(?::([cedjhbx])(\d+)?(?:,(\d))?)?$/

export type OptionsArbre = {
  /** Blocks whose children keep the order and the number that the notation says; all of them unless given. */
  ordonnes?: ReadonlySet<string>
}

/**
 * The tree of a schema written in the notation of `vrsb0801.ts` or `vrsd.ts`, from its block `racine`, with the gestures hung
 * where they act: `Bloc` when a block opens, `/Bloc` when it closes, `Bloc/FEUILLE` when a leaf is read. A gesture that
 * matches no element is a spelling mistake of ours: refused at start.
 */
export function arbre<T>(
  schema: Readonly<Record<string, string>>,
  racine: string,
  gestes: Readonly<Record<string, Geste<T>>>,
  { ordonnes }: OptionsArbre = {},
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
    const estLibre = suite !== null && ordonnes !== undefined && !ordonnes.has(nom)
    return {
      nom,
      min: min ? Number(min) : combien === '?' || combien === '*' ? 0 : 1,
      max: max ? Number(max) : combien === '*' || combien === '+' ? Number.POSITIVE_INFINITY : 1,
      suite,
      libre: estLibre ? new Map(numeroter(suite).map(enfant => [enfant.nom, enfant])) : null,
      bit: combien === '!' ? 1 : 0,
      obligatoires: estLibre ? suite.reduce((bits, enfant) => bits | enfant.bit, 0) : 0,
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

/** Gives each compulsory child its own bit. */
function numeroter<T>(suite: Noeud<T>[]): Noeud<T>[] {
  let suivant = 1
  for (const enfant of suite)
    if (enfant.bit !== 0) {
      enfant.bit = suivant
      suivant *= 2
    }
  return suite
}

/** Name of the first child of an ordered block that is still owed when it closes after child `rang` met `compte` times, or null. */
export function enfantManquant<T>(
  { suite, dernierObligatoire }: Noeud<T>,
  rang: number,
  compte: number,
): string | null {
  if (suite === null) return null
  const courant = suite[rang] as Noeud<T>
  if (compte < courant.min) return courant.nom
  if (rang >= dernierObligatoire) return null
  return suite.slice(rang + 1).find(enfant => enfant.min > 0)?.nom ?? null
}

/** Name of the first compulsory child that a free block lacks, `vus` being the bits of those that came, or null. */
export function libreManquant<T>({ suite, obligatoires }: Noeud<T>, vus: number): string | null {
  if ((vus & obligatoires) === obligatoires) return null
  return suite?.find(enfant => enfant.bit !== 0 && (vus & enfant.bit) === 0)?.nom ?? null
}
