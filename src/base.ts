import { avertir } from './avis/avertir.queries.ts'
import { accorder } from './echeance/accorder.queries.ts'
import { type Base, ouvrirBase as ouvrir } from './socle/db.ts'

/** The database as every program opens it: what is due to persons, and who is told, follow what is written. */
export const ouvrirBase = (url: string, max?: number): Base => ouvrir(url, { suite: accorder, avertir }, max)
