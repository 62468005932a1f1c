/** Who says something of a person (rule E6). */
type SourceDonnee = 'agent' | 'personne' | 'CAF' | 'MSA' | 'instruction' | 'france-travail'
type Champ =
  | 'telephone'
  | 'courriel'
  | 'identifiant-france-travail'
  | 'niveau-formation'
  | 'diplome'
  | 'metier-recherche'
  | 'permis-conduire'
  | 'moyen-transport'
  | 'logement'
  | 'inscription-france-travail'
  | 'categorie-france-travail'
  | 'structure-suivi'

/** Something a source says of a person. `accord`: agreement to be contacted that way. `le`: day it was said. */
export type Dite = {
  personneId: string
  champ: Champ
  source: SourceDonnee
  valeur: string | null
  accord?: boolean | null
  le: string
}
