/** What stands at this path (`habilitations.0.role`). */
export const lireChemin = (objet: unknown, chemin: string): unknown =>
  chemin.split('.').reduce<unknown>((ici, nom) => (ici as Record<string, unknown> | null)?.[nom], objet)

/** The same object with another value at this path. */
export function avecValeur<O>(objet: O, chemin: string, valeur: unknown): O {
  const [nom = '', ...reste] = chemin.split('.')
  const dedans = reste.length
    ? avecValeur((objet as Record<string, unknown> | null)?.[nom], reste.join('.'), valeur)
    : valeur
  if (Array.isArray(objet)) return objet.with(Number(nom), dedans) as O
  return { ...objet, [nom]: dedans }
}
