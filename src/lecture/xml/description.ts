/**
 * A flow as we read it: its root, its header, the element that comes once per record, its footer, and the leaves wanted in each
 * block. A path starts below the root. In a list of leaves, `-X` is known and never read; `-` alone says it of the whole block.
 */
export type DescriptionXml = {
  racine: string
  entete: string
  enregistrement: string
  fin: string
  /** Leaf of `fin` that tells how many records were sent. */
  compteur: string
  chemins: Readonly<Record<string, string>>
}

/** One element of the description, ready to be walked. `enfants` null: a leaf. `lu` false: known, passed over with all it holds. */
export type NoeudXml = { nom: string; lu: boolean; enfants: Map<string, NoeudXml> | null }

/** The tree of a description, from its root. */
export function arbreXml({ racine, chemins }: DescriptionXml): NoeudXml {
  const sommet: NoeudXml = { nom: racine, lu: true, enfants: new Map() }
  for (const [chemin, feuilles] of Object.entries(chemins)) {
    let bloc = sommet
    const noms = chemin.split('/')
    for (const [rang, nom] of noms.entries()) {
      const connu = bloc.enfants?.get(nom)
      const suivant = connu ?? { nom, lu: !(feuilles === '-' && rang === noms.length - 1), enfants: new Map() }
      bloc.enfants?.set(nom, suivant)
      bloc = suivant
    }
    if (feuilles === '-') continue
    for (const feuille of feuilles.split(' ')) {
      const nom = feuille.replace(/^-/, '')
      bloc.enfants?.set(nom, { nom, lu: nom === feuille, enfants: null })
    }
  }
  return sommet
}
