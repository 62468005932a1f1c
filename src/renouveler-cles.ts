import { viderDepot } from './echanges/cnaf/flux.queries.ts'
import { renouvelerAttente } from './echanges/cnaf/instruction/cles.queries.ts'
import { renouvelerDifferences } from './import/differences/cles.queries.ts'
import { renouvelerDoutes } from './import/doutes/doutes.queries.ts'
import { tenirImports } from './import/verrou.ts'
import { desNirs, renouvelerNirs } from './personne/cles-nir.queries.ts'
import { renouvelerMatricules } from './personne/matricule/matricules-gardes.queries.ts'
import { dansTransaction, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import { renouvelerMorceaux } from './socle/fichier/cles.queries.ts'
import { renouvelerListes } from './socle/lecture-liste.ts'
import { Refusal } from './socle/refusal.ts'
import type { Context } from './socle/use-case.ts'
import { travailleurEnService } from './travailleur.ts'

/**
 * Everything encrypted, and what the command of keys does of it: the NIRs at once, since they are searched; then files, piece by
 * piece, and what was asked of lists.
 */
export type Renouvellement = { territoire: string; nirs: number; morceaux: number }

/**
 * Encrypts all that older keys closed with the current one. What it has done is done: it may be cut, and called again. Refused
 * (conflict): a server runs, that would go on with another key; an import runs; an older key is missing.
 */
export async function renouvelerCles(base: Base, dire: (message: string) => void): Promise<Renouvellement[]> {
  if (await travailleurEnService(base.url))
    throw new Refusal(
      'conflict',
      'serveur-en-service',
      'Un serveur Filrouge se sert de cette base : il continuerait avec l’ancienne clé. Arrêtez tous les serveurs, puis relancez cette commande. Rien n’a changé.',
    )
  const territoires = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .orderBy('code')
    .execute()
  const faits: Renouvellement[] = []
  for (const territoire of territoires) {
    const origine = { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
    const nirs = await dansTransaction(base, origine, renouvelerTousNirs)
    dire(`${territoire.nom} : ${nirs} numéros de sécurité sociale chiffrés de nouveau.`)
    let morceaux = 0
    for (let apres: Parameters<typeof renouvelerMorceaux>[1] = null; ; ) {
      const lot = await dansTransaction(base, origine, ctx => renouvelerMorceaux(ctx, apres))
      if (!lot) break
      morceaux += lot.renouveles
      apres = lot.dernier
    }
    dire(`${territoire.nom} : ${morceaux} morceaux de fichiers chiffrés de nouveau.`)
    for (let apres: number | null = 0; apres !== null; ) {
      const depuis: number = apres
      apres = await dansTransaction(base, origine, ctx => renouvelerListes(ctx, depuis))
    }
    faits.push({ territoire: territoire.code, nirs, morceaux })
  }
  return faits
}

/** All of them or none: half of the fingerprints by each key would find half of the persons. */
async function renouvelerTousNirs(ctx: Context): Promise<number> {
  await tenirImports(ctx, `relancez cette commande (territoire ${ctx.territoire.code})`)
  const nirs = desNirs(ctx.territoire.code)
  const renouveles = await renouvelerNirs(ctx, nirs)
  const gardes = await renouvelerDifferences(ctx, nirs)
  await renouvelerAttente(ctx, nirs)
  await renouvelerDoutes(ctx)
  const matricules = await renouvelerMatricules(ctx)
  // What the last flow left there isn't read again, and was encrypted by the former key.
  if (renouveles + gardes + matricules) await viderDepot(ctx)
  return renouveles
}
