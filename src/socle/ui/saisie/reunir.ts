import { avecValeur } from './chemins.ts'

/** What another put in the fields that the author changed too. */
export type Autres = ReadonlyMap<string, unknown>

/**
 * What is typed, once somebody else changed what it started from (`avant`) into `present`: a field that the author didn't touch takes
 * what is there now; one that both changed keeps the author's, and `autres` says what the other put. `tenus`: the field that shows
 * another one; who types in a field keeps the one that shows it, or what they typed would leave with it, unseen.
 */
export function reunir<V extends object>(
  avant: V,
  saisies: V,
  present: V,
  autres: Autres,
  tenus: Readonly<Partial<Record<string, string>>>,
): { valeurs: V; autres: Autres } {
  const [lesAvant, leurs] = [new Map(Object.entries(avant)), new Map(Object.entries(present))]
  const siennes = new Map<string, unknown>(Object.entries(saisies))
  const touches = new Set([...siennes.keys()].filter(nom => !memeReponse(siennes.get(nom), lesAvant.get(nom))))
  for (const nom of touches) touches.add(tenus[nom] ?? nom)
  const dites = new Map(autres)
  for (const [nom, leur] of leurs) {
    if (touches.has(nom) && memeReponse(leur, lesAvant.get(nom))) continue
    if (!touches.has(nom)) siennes.set(nom, leur)
    if (memeReponse(leur, siennes.get(nom))) dites.delete(nom)
    else dites.set(nom, leur)
  }
  return { valeurs: Object.fromEntries(siennes) as V, autres: dites }
}

/** The same by parts: each answer inside `parties` (fields that hold many) is one field, named by its path. */
export function reunirParParties<V extends object>(
  parties: readonly string[],
  [avant, saisies, present]: readonly [V, V, V],
  autres: Autres,
  tenus: Readonly<Partial<Record<string, string>>>,
): { valeurs: V; autres: Autres } {
  const plat = (v: V): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(v).flatMap(([nom, valeur]) =>
        parties.includes(nom) ? Object.entries(valeur).map(([cle, dite]) => [`${nom}.${cle}`, dite]) : [[nom, valeur]],
      ),
    )
  const { valeurs, autres: dites } = reunir(plat(avant), plat(saisies), plat(present), autres, tenus)
  return {
    valeurs: Object.entries(valeurs).reduce((v, [chemin, dite]) => avecValeur(v, chemin, dite), saisies),
    autres: dites,
  }
}

/** An empty text is no answer, as null is. */
export const memeReponse = (une: unknown, autre: unknown): boolean => nue(une) === nue(autre)
const nue = (reponse: unknown) => JSON.stringify(typeof reponse === 'string' ? reponse.trim() || null : reponse)
