/** What a list offers, from a table of words. */
export const enOptions = <V extends string>(mots: Record<V, string>): { value: V; label: string }[] =>
  (Object.keys(mots) as V[]).map(value => ({ value, label: mots[value] }))
