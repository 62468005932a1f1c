/**
 * The one form of an e-mail address that can be written to, lower case: no dot at either end nor twice before the @, labels that DNS
 * takes, no accent. Apart from its schema: a list that reads addresses loads none.
 */
export const ADRESSE_ELECTRONIQUE =
  /^[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/** Longest address that mail carries (RFC 5321). */
export const LONGUEUR_ADRESSE = 254

export const estAdresseElectronique = (texte: string): boolean =>
  texte.length <= LONGUEUR_ADRESSE && ADRESSE_ELECTRONIQUE.test(texte)
