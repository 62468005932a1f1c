import { accorder } from './echeance/accorder.queries.ts'
import { type Base, ouvrirBase as ouvrir } from './socle/db.ts'

/** The database as every program opens it: what is due to persons follows what is written about them. */
export const ouvrirBase = (url: string, max?: number): Base => ouvrir(url, accorder, max)
