/** The journey worked out when the RSA was claimed (NATPARCOCAL, NATPARCOMOD of the CNAF, interop.md §A5). */
export const PARCOURS_CAF: Readonly<Record<string, string>> = {
  PP: 'parcours professionnel',
  AS: 'parcours professionnel et appui social',
  PS: 'parcours social',
}
export const MOTIFS_MODIFICATION: Readonly<Record<string, string>> = { CL: 'critère local', EA: 'entretien approfondi' }

type OrganismeCaf = {
  nom: string | null
  commune: string | null
  telephone: string | null
  rendezVous: { le: string; a: string | null; lieu: string | null; telephone: string | null } | null
}
/** What an instruction says of the journey: computed, changed by whom it may, refused by the person; who decides, who follows. */
export type ParcoursCaf = {
  calcule: string | null
  modifie: string | null
  motif: string | null
  refuse: boolean | null
  decision: OrganismeCaf | null
  suivi: OrganismeCaf | null
}
