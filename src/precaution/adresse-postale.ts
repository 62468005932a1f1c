/** Where the post of a person goes; `dite`: as a list, an agent or France Travail wrote it, on one line. */
export type AdressePostale = {
  complement: string | null
  voie: string | null
  lieuDit: string | null
  codePostal: string | null
  commune: string | null
  sansDomicileFixe: boolean
  dite: string | null
}
