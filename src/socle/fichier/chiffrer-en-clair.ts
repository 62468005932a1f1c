import { dansTransaction, SYSTEME } from '../contexte.ts'
import type { Base } from '../db.ts'
import { chiffrerMorceauxEnClair } from './cles.queries.ts'

/**
 * Encrypts what an earlier version kept in clear: migrations haven't the application's key, so that this follows them, once the key
 * is known to be that of the data and before anything is served. What it has done is done: it may be cut, called again, and by
 * several at once. `dire` is told when there was something to do. Returns how many pieces.
 */
export async function chiffrerCeQuiEstEnClair(base: Base, dire: (message: string) => void): Promise<number> {
  let chiffres = 0
  for (const territoire of await base.commun.selectFrom('territoire').select(['code', 'nom', 'demo']).execute()) {
    const origine = { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
    let ici = 0
    for (let lot = 1; lot > 0; ici += lot) lot = await dansTransaction(base, origine, chiffrerMorceauxEnClair)
    if (ici) dire(`${territoire.nom} : ${ici} morceaux de fichiers chiffrés, qu’une version d’avant gardait en clair.`)
    chiffres += ici
  }
  return chiffres
}
