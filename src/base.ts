import { avertir } from './avis/avertir.queries.ts'
import { CHIFFREES } from './chiffrees.ts'
import { accorder } from './echeance/accorder.queries.ts'
import { type Base, ouvrirBase as ouvrir } from './socle/db.ts'
import { fuseauDe } from './territoire/fuseau.ts'

/** The database as every program opens it: what is due, and who is told, follow what is written; each territory on its clock. */
export const ouvrirBase = (url: string, max?: number, fuseau = fuseauDe): Base =>
  ouvrir(url, { suite: accorder, avertir, fuseau, chiffrees: CHIFFREES }, max)
