import { empechementAccompagnement, type MotifNonAccompagnee } from '../../personne/foyer.ts'
import type { Dossier } from '../dossier.ts'

/** Why the person of this file may not be called, diagnosed, oriented, entrusted to anybody, or null. */
export const nonAccompagnable = (dossier: Dossier): MotifNonAccompagnee | null =>
  empechementAccompagnement(
    {
      roles: dossier.foyers.map(f => f.role),
      suivie: [...dossier.orientations, ...dossier.accompagnements].some(suivi => suivi.fin === null),
      dateNaissance: dossier.identite.dateNaissance,
    },
    dossier.aujourdhui,
  )
