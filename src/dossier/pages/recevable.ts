import { accompagnable } from '../../personne/foyer.ts'
import type { Dossier } from '../dossier.ts'

/** A file whose person may be called, oriented, received: no child or other member of the household, but who is followed already. */
export const recevable = ({ foyers, orientations, accompagnements }: Dossier): boolean =>
  accompagnable(foyers.map(f => f.role)) || [...orientations, ...accompagnements].some(suivi => suivi.fin === null)
