/** Longest text of one element, in characters: the XSD's own longest is 200. */
export const TEXTE_MAX = 10_000
/** Characters without any tag after which a text, comment or attribute can only be hostile or broken. */
export const SILENCE_MAX = 100_000
/** Levels of unknown elements followed inside a refused household (the schema has 7). */
export const PROFONDEUR_MAX = 64
/** Size of one household's content, in characters: the largest real ones are under 100,000. */
export const FOYER_MAX = 2_000_000
/** Names of unknown elements kept to be reported. */
export const INCONNUS_MAX = 50
