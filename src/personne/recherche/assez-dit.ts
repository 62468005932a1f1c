/** Letters below which a search says nothing: nobody is looked for. */
const LETTRES_MIN = 2

/** Is enough written to look for somebody? The screens ask before they ask the server. */
export const assezDit = (saisie: string): boolean => saisie.trim().length >= LETTRES_MIN
