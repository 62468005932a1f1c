import { lien } from '../socle/lien.ts'

export const LIENS_ORIENTATION = [
  lien({
    table: 'orientation',
    vers: 'personne',
    // Periods of one person may not overlap: one that does stays under the absorbed file.
    fusion: { deplacer: { sauf: 'daterange(v.debut, v.fin) && daterange(t.debut, t.fin)' } },
    annulation: { suivre: { cle: ['id'] } },
    effacement: { vider: ['diagnostic_id', 'proposition', 'explication', 'motif', 'fin_motif', 'decidee_par'] },
  }),
]
