import { lien } from '../socle/lien.ts'
import { reunirDiagnostics, separerDiagnostics } from './reunion.queries.ts'

/** Diagnoses, and what persons declared or funds worked out at the claim. */
export const LIENS_DIAGNOSTIC = [
  lien({
    table: 'diagnostic',
    vers: 'personne',
    fusion: { reunir: reunirDiagnostics, separer: separerDiagnostics },
    annulation: 'bloquer',
    effacement: 'effacer',
  }),
  lien({
    table: 'donnee_socio_pro',
    vers: 'personne',
    fusion: 'rester',
    annulation: { oublier: ['import', 'rattachee_par'] },
    effacement: 'effacer',
  }),
  lien({
    table: 'parcours_caf',
    vers: 'personne',
    fusion: 'rester',
    annulation: { oublier: ['import', 'rattachee_par'] },
    effacement: 'effacer',
  }),
]
