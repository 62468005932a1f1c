import { lien } from '../socle/lien.ts'

/** Follow-ups, and what France Travail says of its own. */
export const LIENS_ACCOMPAGNEMENT = [
  lien({
    table: 'accompagnement',
    vers: 'personne',
    // Periods of one person may not overlap: one that does stays under the absorbed file.
    fusion: { deplacer: { sauf: 'daterange(v.debut, v.fin) && daterange(t.debut, t.fin)' } },
    annulation: { suivre: { cle: ['id'] } },
    effacement: { vider: ['co_referent_id', 'fin_motif'] },
  }),
  ...(['ppae', 'suivi_france_travail', 'action_france_travail'] as const).map(table =>
    lien({
      table,
      vers: 'personne',
      fusion: 'rester',
      annulation: { oublier: ['import'] },
      effacement: 'effacer',
    }),
  ),
]
