import { LIENS } from '../../liens.ts'
import type { Suivi } from '../../socle/lien.ts'

/** A table whose rows an import may change, and can put back as they were. */
export type TableSuivie = Suivi & {
  nom: string
  /** Column of the person; null for a household, or for what is of the whole territory. */
  personne: string | null
  /** Small, and about nobody: photographed whole by a list, which may write anywhere in it. */
  entiere?: true
}

/** What a list may bring or complete beside persons. */
const DU_TERRITOIRE: readonly TableSuivie[] = ['structure', 'agent', 'habilitation'].map(nom => ({
  nom,
  cle: ['id'],
  personne: null,
  entiere: true,
}))

/** In the order in which rows can be put back: what others refer to comes first. */
export const TABLES_SUIVIES: readonly TableSuivie[] = [
  ...DU_TERRITOIRE,
  ...LIENS.flatMap(({ table, vers, colonnes, annulation }) => {
    if (typeof annulation !== 'object' || !('suivre' in annulation)) return []
    const personne = Object.keys(colonnes).find(c => colonnes[c] === 'personne') ?? null
    return [{ ...annulation.suivre, nom: table, personne: vers === 'personne' ? personne : null }]
  }),
]
