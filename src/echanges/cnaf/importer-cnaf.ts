import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import { cloreSuivis, mettreEnVeille, reprendreSuivis, rouvrirSuivis } from '../../accompagnement/suivi.queries.ts'
import { type FluxApplique, ouvrirPeriodes, releverDroits } from '../../droit/droits.queries.ts'
import {
  annulerSorties,
  cloreEntrees,
  ouvrirEntrees,
  trouverEntrees,
  trouverSorties,
} from '../../droit/mouvements.queries.ts'
import { cloreOrientationsSorties, rouvrirOrientations } from '../../orientation/cloture.queries.ts'
import {
  enregistrerFoyers,
  enregistrerMembres,
  foyersConnus,
  marquerFoyersAbsents,
  organismesDuFichier,
} from '../../personne/foyer.queries.ts'
import { enregistrerPersonnes, rapprocherPersonnes, signalerDoublons } from '../../personne/rapprochement.queries.ts'
import { contexte, type Origine } from '../../socle/contexte.ts'
import { type Base, surClient } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { choixEnVigueur, parametre } from '../../territoire/parametre.queries.ts'
import {
  anteriorite,
  conclureFlux,
  fluxDejaApplique,
  numeroterFlux,
  preparerTraitement,
  viderDepot,
} from '../flux.queries.ts'
import { unDepot } from './depot.ts'
import type { FoyerFlux } from './foyer-flux.ts'
import { FluxIllisible, type Lot, lireFlux } from './lire-flux.ts'
import { moisManquants, refuserFluxAncien } from './ordre-flux.ts'
import { ANOMALIES_GARDEES, type Anomalie, type Rapport } from './rapport.ts'

export type DemandeImport = {
  /** Path of the file. */
  chemin: string
  /** Day the département received it (rule E2), YYYY-MM-DD. */
  recuLe: string
  /** Applies a file older than the last one all the same. */
  force?: boolean
}

/** One import at a time in a territory: the staging tables are its own. */
const VERROU = 590_002

/**
 * Applies a CNAF/CCMSA beneficiaries flow VRSB0801 to a territory, in one transaction: all of it or nothing.
 * Refuses (invalid) an unreadable file, with the first faults; (conflict) a file older than the last applied one.
 * The same bytes again change nothing.
 */
export async function importerCnaf(base: Base, origine: Origine, demande: DemandeImport): Promise<Rapport> {
  const sha256 = await empreinteFichier(demande.chemin)
  const client = await base.poolTerritoire(origine.territoire.code).connect()
  try {
    await client.query('begin')
    const ctx = contexte(surClient(client), base.commun, origine)
    await sql`select pg_advisory_xact_lock(${VERROU})`.execute(ctx.db)
    const deja = await fluxDejaApplique(ctx, sha256)
    const rapport = deja
      ? rienDeNouveau(deja.rapport as Rapport)
      : await appliquer(ctx, unDepot(client, origine.territoire.code), demande, sha256)
    await client.query('commit')
    return rapport
  } catch (erreur) {
    await client.query('rollback')
    if (erreur instanceof FluxIllisible)
      throw new Refusal(
        'invalid',
        'flux-illisible',
        `Le fichier est refusé en entier, rien n’a changé. Premières fautes :\n${erreur.message}`,
      )
    throw erreur
  } finally {
    client.release()
  }
}

async function appliquer(
  ctx: Context,
  depot: ReturnType<typeof unDepot>,
  demande: DemandeImport,
  sha256: string,
): Promise<Rapport> {
  await viderDepot(ctx)
  const connus = await foyersConnus(ctx)
  const source = createReadStream(demande.chemin, { highWaterMark: 1 << 18 })
  const lecture = await lireFlux(source, tranche => connus.tranches.get(tranche))
  const { identification } = lecture
  const numero = await numeroterFlux(ctx, {
    id: uuidv7(),
    fichier: basename(demande.chemin),
    sha256,
    identification,
    recuLe: demande.recuLe,
  })
  const { anomalies, ...depose } = await deposer(depot, lecture.lots, connus.empreintes)
  const organismes = await organismesDuFichier(ctx)
  const avant = await anteriorite(ctx, organismes)
  refuserFluxAncien(identification, avant, demande.force ?? false)
  anomalies.push(...moisManquants(identification, avant))

  const entier = identification.type !== 'I'
  const flux: FluxApplique = {
    numero,
    reference: identification.dateReference,
    recuLe: demande.recuLe,
    fluxM1: avant.mensuel?.numero ?? null,
    premier: entier && avant.mensuel === null,
    mensuel: entier,
  }
  await preparerTraitement(ctx)
  await rapprocherPersonnes(ctx)
  const personnes = await enregistrerPersonnes(ctx, flux.reference)
  await enregistrerFoyers(ctx, flux.reference)
  await enregistrerMembres(ctx, flux.reference)
  await signalerDoublons(ctx, flux.reference)
  const disparus = entier && depose.absencesSures ? await marquerFoyersAbsents(ctx, organismes) : 0
  const mouvements = await appliquerDroits(ctx, flux)

  const { lus, rejetes } = lecture.bilan()
  const rapport: Rapport = {
    flux: {
      version: identification.version,
      type: identification.type,
      nature: identification.nature,
      dateReference: identification.dateReference,
    },
    dejaApplique: false,
    foyers: {
      lus,
      crees: depose.crees,
      modifies: depose.modifies,
      inchanges: lus - rejetes - depose.crees - depose.modifies,
      rejetes,
      disparus,
    },
    personnes: {
      ...personnes,
      lues: depose.personnesLues,
      inchangees: depose.personnesLues - personnes.creees - personnes.modifiees,
    },
    ...mouvements,
    anomalies: anomalies.slice(0, ANOMALIES_GARDEES),
    anomaliesTotal: anomalies.length,
  }
  await conclureFlux(ctx, numero, { organismes, premier: flux.premier, rapport })
  return rapport
}

/** Reads the whole file into the staging tables; only changed households carry their persons. */
async function deposer(
  depot: ReturnType<typeof unDepot>,
  lots: AsyncIterable<Lot>,
  connues: ReadonlyMap<string, string>,
) {
  const anomalies: Anomalie[] = []
  const bilan = { crees: 0, modifies: 0, personnesLues: 0, absencesSures: true }
  for await (const { foyers, rejets, connus } of lots) {
    for (const { numero, personnes } of connus) {
      bilan.personnesLues += personnes
      await depot.citer(numero)
    }
    for (const rejet of rejets) {
      anomalies.push({ foyer: rejet.foyer, champ: rejet.champ, motif: `ligne ${rejet.ligne} : ${rejet.motif}` })
      if (rejet.foyer) await depot.citer(rejet.foyer)
      else bilan.absencesSures = false
    }
    for (const foyer of foyers) {
      const connue = connues.get(foyer.numeroDemandeRsa)
      const change = connue !== foyer.empreinte
      bilan.personnesLues += foyer.personnes.length
      if (change) {
        anomalies.push(...separerHomonymes(foyer))
        if (connue === undefined) bilan.crees++
        else bilan.modifies++
      }
      await depot.ajouter(foyer, change)
    }
  }
  await depot.terminer()
  if (!bilan.absencesSures) {
    anomalies.push({
      foyer: null,
      champ: 'NUMDEMRSA',
      motif:
        'Un foyer écarté n’a pas de numéro lisible : les foyers absents du fichier n’ont pas été considérés comme sortis.',
    })
  }
  return { ...bilan, anomalies }
}

/** Two persons of one household can't share a NIR, and one person isn't there twice: the second NIR, or the second line, is set aside. */
function separerHomonymes(foyer: FoyerFlux): Anomalie[] {
  const anomalies: Anomalie[] = []
  const nirs = new Set<string>()
  const identites = new Set<string>()
  foyer.personnes = foyer.personnes.filter(p => {
    const identite = `${p.nomNaissance || p.nom}|${p.prenom}|${p.dateNaissance}`
    if (identites.has(identite)) {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'Personne',
        motif: 'La même personne figure deux fois dans le foyer : la seconde est écartée.',
      })
      return false
    }
    identites.add(identite)
    if (p.nir && nirs.has(p.nir)) {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'NIR',
        motif: 'Le même NIR figure deux fois dans le foyer : il n’est gardé que pour la première personne.',
      })
      p.nir = null
    }
    if (p.nir) nirs.add(p.nir)
    if (p.soumisDroitsDevoirs && p.role !== 'DEM' && p.role !== 'CJT') {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'TOPPERSDRODEVORSA',
        motif: `Une personne de rôle ${p.role} est dite soumise aux droits et devoirs : elle n’est pas comptée.`,
      })
    }
    return true
  })
  return anomalies
}

/** Rights, then who leaves, then who enters: each step reads what the one before wrote. */
async function appliquerDroits(
  ctx: Context,
  flux: FluxApplique,
): Promise<Pick<Rapport, 'entrees' | 'reprises' | 'sorties' | 'misesEnVeille'>> {
  const mois = await parametre(ctx, 'suivi.suspension-mois', flux.reference)
  const definition = await choixEnVigueur(ctx, 'entree.definition', flux.recuLe)
  await releverDroits(ctx)
  await ouvrirPeriodes(ctx, flux)
  await annulerSorties(ctx, flux)
  await rouvrirOrientations(ctx, flux.fluxM1)
  await rouvrirSuivis(ctx, flux.fluxM1)
  await trouverSorties(ctx, flux, mois)
  await cloreOrientationsSorties(ctx, flux.recuLe)
  await cloreSuivis(ctx, flux.recuLe)
  await mettreEnVeille(ctx, flux.recuLe)
  await cloreEntrees(ctx, flux)
  await trouverEntrees(ctx, flux, { definition, moisSuspension: mois })
  await reprendreSuivis(ctx)
  await ouvrirEntrees(ctx, flux)
  const comptes = await ctx.db
    .selectFrom('importMouvement')
    .select(['genre', eb => eb.fn.countAll<number>().as('nombre')])
    .groupBy('genre')
    .execute()
  const nombre = (genre: string) => comptes.find(c => c.genre === genre)?.nombre ?? 0
  return {
    entrees: nombre('entree'),
    reprises: nombre('reprise'),
    sorties: nombre('sortie'),
    misesEnVeille: nombre('veille'),
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

async function empreinteFichier(chemin: string): Promise<string> {
  const sha = createHash('sha256')
  for await (const morceau of createReadStream(chemin, { highWaterMark: 1 << 20 })) sha.update(morceau as Buffer)
  return sha.digest('hex')
}
