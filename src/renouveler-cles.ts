import { renouvelerConnexions } from './agent/double-facteur/cles.queries.ts'
import { viderDepot } from './echanges/cnaf/flux.queries.ts'
import { renouvelerAttente } from './echanges/cnaf/instruction/cles.queries.ts'
import { renouvelerDifferences } from './import/differences/cles.queries.ts'
import { renouvelerDoutes } from './import/doutes/doutes.queries.ts'
import { tenirImports } from './import/verrou.ts'
import { desNirs, nirsSousAutreCle, renouvelerNirs } from './personne/cles-nir.queries.ts'
import { renouvelerMatricules } from './personne/matricule/matricules-gardes.queries.ts'
import { numeroCourant } from './socle/auth/cles.ts'
import { engagerCle, oublierTemoins } from './socle/auth/temoins.ts'
import { lieuxFermes, PAGES, pagesDe, renouvelerTextes } from './socle/auth/textes.queries.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import { renouvelerMorceaux } from './socle/fichier/cles.queries.ts'
import { renouvelerListes } from './socle/lectures/lecture-liste.ts'
import { Refusal } from './socle/refusal.ts'
import { serviceSousAutreCle } from './socle/travaux/service.ts'
import type { Context } from './socle/use-case.ts'

/**
 * Everything encrypted, and what the command of keys does of it: the NIRs at once, since they are searched; then files, piece by
 * piece, texts, some pages at a time, and what was asked of lists.
 */
export type Renouvellement = { territoire: string; nirs: number; morceaux: number; textes: number }

type Dire = (message: string) => void

async function chaqueTerritoire(base: Base, agir: (origine: Origine, nom: string) => Promise<void>): Promise<void> {
  const territoires = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .orderBy('code')
    .execute()
  for (const territoire of territoires)
    await agir({ agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }, territoire.nom)
}

/**
 * Gives the NIRs, and what they are found by, the current key: in seconds, before a server that has just got it serves anybody. Refused
 * (conflict): another server, that would find nobody any more, still serves with another key; an import runs; an older key is missing.
 */
export const renouvelerNumeros = (base: Base, dire: Dire): Promise<void> =>
  chaqueTerritoire(base, async (origine, nom) => {
    const ctx = contexte(base.territoire(origine.territoire.code), base, origine)
    if (!(await nirsSousAutreCle(ctx))) return
    if (await serviceSousAutreCle(base.url))
      throw new Refusal(
        'conflict',
        'serveur-en-service',
        'Un serveur Filrouge sert encore cette base avec une autre clé\u00a0: il ne retrouverait plus personne par son numéro de sécurité sociale. Arrêtez-le, puis relancez celui-ci. Rien n’a changé.',
      )
    const nirs = await engagerCle(base, () => dansTransaction(base, origine, renouvelerTousNirs))
    dire(
      `${nom} : ${nirs} numéros de sécurité sociale chiffrés de nouveau. Lancez bin/filrouge cles renouveler pour le reste.`,
    )
  })

/**
 * Encrypts all that older keys closed with the current one, while servers that have it go on. What it has done is done: it may be cut,
 * and called again. Refused (conflict): a server runs with another key; an import runs; an older key is missing.
 */
export async function renouvelerCles(base: Base, dire: Dire): Promise<Renouvellement[]> {
  if (await serviceSousAutreCle(base.url))
    throw new Refusal(
      'conflict',
      'serveur-en-service',
      `Un serveur Filrouge se sert de cette base avec une autre clé que la n° ${numeroCourant()}. Arrêtez-le, relancez cette commande, puis redémarrez-le avec la nouvelle dans FILROUGE_CLE et l’ancienne dans FILROUGE_CLES_ANCIENNES. Rien n’a changé.`,
    )
  const faits: Renouvellement[] = []
  await chaqueTerritoire(base, async (origine, nom) => {
    const nirs = await engagerCle(base, () => dansTransaction(base, origine, renouvelerTousNirs))
    dire(`${nom} : ${nirs} numéros de sécurité sociale chiffrés de nouveau.`)
    let morceaux = 0
    for (let apres: Parameters<typeof renouvelerMorceaux>[1] = null; ; ) {
      const lot = await dansTransaction(base, origine, ctx => renouvelerMorceaux(ctx, apres))
      if (!lot) break
      morceaux += lot.renouveles
      apres = lot.dernier
    }
    dire(`${nom} : ${morceaux} morceaux de fichiers chiffrés de nouveau.`)
    for (let apres: number | null = 0; apres !== null; ) {
      const depuis: number = apres
      apres = await dansTransaction(base, origine, ctx => renouvelerListes(ctx, depuis))
    }
    const textes = await renouvelerTousTextes(base, origine)
    dire(`${nom} : ${textes} textes chiffrés de nouveau.`)
    faits.push({ territoire: origine.territoire.code, nirs, morceaux, textes })
  })
  const connexions = await engagerCle(base, () => renouvelerConnexions(base))
  if (connexions) dire(`${connexions} secrets de connexion chiffrés de nouveau.`)
  await oublierTemoins(base)
  return faits
}

/** A row written meanwhile moves to another page, with what it held: a table is read again until nothing is left. */
async function renouvelerTousTextes(base: Base, origine: Origine): Promise<number> {
  const faire = <T>(agir: (ctx: Context) => Promise<T>) => dansTransaction(base, origine, agir)
  let total = 0
  for (const lieu of await faire(lieuxFermes))
    for (let passe = 1; passe > 0; total += passe) {
      passe = 0
      const pages = await faire(ctx => pagesDe(ctx, lieu.table))
      for (let debut = 0; debut < pages; debut += PAGES) passe += await faire(ctx => renouvelerTextes(ctx, lieu, debut))
    }
  return total
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
