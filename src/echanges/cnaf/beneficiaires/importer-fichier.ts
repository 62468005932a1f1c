import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { DemandeFichier } from '../../../import/depot/deposer-fichier.ts'
import { importerFichier } from '../../../import/importer-fichier.ts'
import { contexte, type Origine } from '../../../socle/contexte.ts'
import type { Base } from '../../../socle/db.ts'
import { Refusal } from '../../../socle/refusal.ts'
import type { Context } from '../../../socle/use-case.ts'
import { fluxDejaApplique, rapportDuFlux } from '../flux.queries.ts'
import type { Rapport } from './rapport.ts'

/**
 * Applies a beneficiaries flow of this machine at once, as the command line does: deposited, applied, told. The same bytes again
 * change nothing and give back the report of the first time. Throws the Refusal that the import met.
 */
export async function importerCnaf(base: Base, origine: Origine, demande: DemandeFichier): Promise<Rapport> {
  const ctx = contexte(base.territoire(origine.territoire.code), base, origine)
  try {
    const { numero } = await importerFichier(base, origine, { ...demande, genre: 'beneficiaires' })
    return await rapportApplique(ctx, numero)
  } catch (erreur) {
    if (!(erreur instanceof Refusal) || erreur.code !== 'deja-applique') throw erreur
    return rapportDejaApplique(ctx, await empreinteDe(demande.chemin))
  }
}

/** What the flow of this import did. */
export const rapportApplique = async (ctx: Context, numeroImport: number): Promise<Rapport> =>
  (await rapportDuFlux(ctx, numeroImport)) as Rapport

/** The report of the same bytes applied before: they were read the same, and nothing changed. */
export const rapportDejaApplique = async (ctx: Context, sha256: string): Promise<Rapport> =>
  rienDeNouveau((await fluxDejaApplique(ctx, sha256))?.rapport as Rapport)

async function empreinteDe(chemin: string): Promise<string> {
  const empreinte = createHash('sha256')
  for await (const octets of createReadStream(chemin)) empreinte.update(octets as Buffer)
  return empreinte.digest('hex')
}

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
