/** A table whose rows an import may change, and can put back as they were. */
export type TableSuivie = {
  nom:
    | 'structure'
    | 'agent'
    | 'habilitation'
    | 'personne'
    | 'foyer'
    | 'membre'
    | 'droit'
    | 'entree'
    | 'orientation'
    | 'accompagnement'
    | 'donnee'
    | 'sanction_caf'
    | 'mention_caf'
  cle: readonly string[]
  /** Column of the person; null for a household, or for what is of the whole territory. */
  personne: string | null
  /** Small, and about nobody: photographed whole by a list, which may write anywhere in it. */
  entiere?: true
  /** Columns that PostgreSQL computes by itself. */
  calculees?: readonly string[]
  /** Rows that can still change (SQL over `t`); the others are history, never rewritten. */
  vivantes?: string
}

/** In the order in which rows can be put back: what others refer to comes first. */
export const TABLES_SUIVIES: readonly TableSuivie[] = [
  { nom: 'structure', cle: ['id'], personne: null, entiere: true },
  { nom: 'agent', cle: ['id'], personne: null, entiere: true },
  { nom: 'habilitation', cle: ['id'], personne: null, entiere: true },
  { nom: 'personne', cle: ['id'], personne: 'id', calculees: ['recherche', 'identite'] },
  { nom: 'foyer', cle: ['id'], personne: null },
  { nom: 'membre', cle: ['numero'], personne: 'personne_id', vivantes: 't.fin is null' },
  {
    nom: 'droit',
    cle: ['personne_id', 'foyer_id', 'flux_debut'],
    personne: 'personne_id',
    calculees: ['concerne'],
    vivantes: 't.flux_fin is null',
  },
  { nom: 'entree', cle: ['id'], personne: 'personne_id' },
  { nom: 'orientation', cle: ['id'], personne: 'personne_id' },
  { nom: 'accompagnement', cle: ['id'], personne: 'personne_id' },
  { nom: 'sanction_caf', cle: ['personne_id', 'foyer_id', 'genre', 'debut'], personne: 'personne_id' },
  { nom: 'mention_caf', cle: ['personne_id', 'foyer_id', 'genre'], personne: 'personne_id' },
  { nom: 'donnee', cle: ['personne_id', 'champ', 'source'], personne: 'personne_id' },
]
