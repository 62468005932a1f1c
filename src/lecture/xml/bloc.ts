/** A block as read: its leaves and the blocks it holds, by name, each as often as it came. Values come without white space around. */
export type Bloc = { ligne: number; feuilles: Record<string, string[]>; blocs: Record<string, Bloc[]> }

export const unBloc = (ligne: number): Bloc => ({ ligne, feuilles: {}, blocs: {} })

/** Every block at a path such as 'Personne/Identification'. */
export function blocs(bloc: Bloc, chemin: string): Bloc[] {
  return chemin.split('/').reduce<Bloc[]>((trouves, nom) => trouves.flatMap(b => b.blocs[nom] ?? []), [bloc])
}

/** Every value, blanks left out, of a leaf at a path such as 'Personne/Identification/NIR'. */
export function valeurs(bloc: Bloc, chemin: string): string[] {
  const coupe = chemin.lastIndexOf('/')
  const nom = chemin.slice(coupe + 1)
  const ou = coupe < 0 ? [bloc] : blocs(bloc, chemin.slice(0, coupe))
  return ou.flatMap(b => b.feuilles[nom] ?? []).filter(v => v !== '')
}

/** The first value of a leaf, or null when it isn't there or is blank. */
export const valeur = (bloc: Bloc, chemin: string): string | null => valeurs(bloc, chemin)[0] ?? null
