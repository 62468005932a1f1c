import { setTimeout as attendre } from 'node:timers/promises'
import { demander } from '../../../import/demander-import.queries.ts'
import { type DemandeFichier, deposerFichier } from '../../../import/depot/deposer-fichier.ts'
import { traiterImports } from '../../../import/executer-import.ts'
import { issue, oublierDepot } from '../../../import/imports.queries.ts'
import { contexte, type Origine } from '../../../socle/contexte.ts'
import type { Base } from '../../../socle/db.ts'
import { Refusal } from '../../../socle/refusal.ts'
import { fluxDejaApplique, rapportDuFlux } from '../flux.queries.ts'
import type { Rapport } from './rapport.ts'

/**
 * Applies a beneficiaries flow of this machine at once, as the command line does: deposited, applied, told. The same bytes again
 * change nothing and give back the report of the first time. Throws the Refusal that the import met.
 */
export async function importerCnaf(base: Base, origine: Origine, demande: DemandeFichier): Promise<Rapport> {
  const ctx = contexte(base.territoire(origine.territoire.code), base.commun, origine)
  const id = await deposerFichier(base, origine, { ...demande, genre: 'beneficiaires' }, 'commande')
  if ((await issue(ctx, id)).statut === 'a-verifier') await demander(ctx, id, { force: demande.force ?? false })
  for (;;) {
    const { statut, numero, sha256, refus } = await issue(ctx, id)
    if (statut === 'applique') return (await rapportDuFlux(ctx, numero)) as Rapport
    if (refus?.code === 'deja-applique') {
      await oublierDepot(ctx, id)
      return rienDeNouveau((await fluxDejaApplique(ctx, sha256 ?? ''))?.rapport as Rapport)
    }
    if (refus) throw new Refusal(refus.code === 'flux-illisible' ? 'invalid' : 'conflict', refus.code, refus.message)
    await traiterImports(base, origine.territoire, () => origine.now)
    // Another process is applying it, or one before it: it is waited for.
    await attendre(20)
  }
}

/** The report of a file applied before: it was read the same, and nothing changed. */
function rienDeNouveau(rapport: Rapport): Rapport {
  const { lus, rejetes } = rapport.foyers
  return {
    ...rapport,
    dejaApplique: true,
    foyers: { lus, crees: 0, modifies: 0, inchanges: lus - rejetes, rejetes, disparus: 0 },
    personnes: { lues: rapport.personnes.lues, creees: 0, modifiees: 0, inchangees: rapport.personnes.lues },
    entrees: 0,
    reprises: 0,
    sorties: 0,
    misesEnVeille: 0,
  }
}
