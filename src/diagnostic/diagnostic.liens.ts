import { sql } from 'kysely'
import { enMots, lien, porter } from '../socle/lien.ts'
import { PARCOURS_CAF } from './parcours-caf.ts'
import { diagnosticsPortes, socioProPortees } from './portabilite.queries.ts'
import { reunirDiagnostics, separerDiagnostics } from './reunion.queries.ts'

/** Diagnoses, and what persons declared or funds worked out at the claim. */
export const LIENS_DIAGNOSTIC = [
  lien({
    table: 'diagnostic',
    vers: 'personne',
    fusion: { reunir: reunirDiagnostics, separer: separerDiagnostics },
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: { titre: 'Diagnostics', lire: diagnosticsPortes },
  }),
  lien({
    table: 'donnee_socio_pro',
    vers: 'personne',
    fusion: 'rester',
    annulation: { oublier: ['import', 'rattachee_par'] },
    effacement: 'effacer',
    portabilite: { titre: 'Ce qui a été déclaré à la demande de RSA', lire: socioProPortees },
  }),
  lien({
    table: 'parcours_caf',
    vers: 'personne',
    fusion: 'rester',
    annulation: { oublier: ['import', 'rattachee_par'] },
    effacement: 'effacer',
    portabilite: porter(
      'Parcours calculé à la demande de RSA',
      ids => sql`
        select p.le as "Le", ${enMots(PARCOURS_CAF, 'p.calcule')} as "Parcours calculé", ${enMots(PARCOURS_CAF, 'p.modifie')} as
          "Parcours modifié"
        from (select le, personne_id, parcours ->> 'calcule' as calcule, parcours ->> 'modifie' as modifie from parcours_caf) p
        where p.personne_id = any(${ids}) order by p.le desc`,
    ),
  }),
]
