import { setTimeout as attendre } from 'node:timers/promises'
import { contexte, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { EnSuspens, perteDe } from '../socle/postgres/perte.ts'
import { Refusal } from '../socle/refusal.ts'
import { demander } from './demander-import.queries.ts'
import { type DemandeFichier, deposerFichier } from './depot/deposer-fichier.ts'
import { traiterImports } from './executer-import.ts'
import type { Voie } from './import.ts'
import { issue, oublierDepot } from './imports.queries.ts'

/**
 * Deposits and applies a file of this machine at once, as the command line does; `voie`: by which way it is said to have come.
 * Returns its id and number once applied. Throws the Refusal that the import met: `deja-applique` when the same bytes were applied
 * before, unless `force` says to apply a list again.
 */
export async function importerFichier(
  base: Base,
  origine: Origine,
  demande: DemandeFichier,
  voie: Voie = 'commande',
): Promise<{ id: string; numero: number }> {
  const id = await deposerFichier(base, origine, demande, voie)
  return { id, numero: await appliquerDepot(base, origine, id, demande.force ?? false).catch(direEnSuspens) }
}

/** The file is in the base: whoever works there applies it, without being asked again. */
function direEnSuspens(erreur: unknown): never {
  if (perteDe(erreur) !== 'perdue') throw erreur
  throw new EnSuspens(
    'La base de données s’est arrêtée pendant l’import. Le fichier y est déposé\u00a0: ne le déposez pas de nouveau, le premier serveur qui démarre l’applique. La page Imports, ou la même commande plus tard, dit ce qu’il en est.',
  )
}

/** Applies a file deposited by this machine, waits until it is, and returns its number. Throws the Refusal that the import met. */
export async function appliquerDepot(base: Base, origine: Origine, id: string, force: boolean): Promise<number> {
  const ctx = contexte(base.territoire(origine.territoire.code), base, origine)
  if ((await issue(ctx, id)).statut === 'a-verifier') await demander(ctx, id, { force })
  for (;;) {
    const { statut, numero, refus } = await issue(ctx, id)
    if (statut === 'applique') return numero
    // Nothing to look at in the screens: the first one tells all.
    if (refus?.code === 'deja-applique') await oublierDepot(ctx, id)
    if (refus) throw new Refusal(refus.code === 'flux-illisible' ? 'invalid' : 'conflict', refus.code, refus.message)
    await traiterImports(base, origine.territoire, () => origine.now)
    // Another process is applying it, or one before it: it is waited for.
    await attendre(20)
  }
}
