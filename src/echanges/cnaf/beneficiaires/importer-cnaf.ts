import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import {
  cloreSuivis,
  finsAnnuleesParLeFlux,
  finsDuFlux,
  mettreEnVeille,
  rendreSuivis,
  reprendreSuivis,
} from '../../../accompagnement/suivi.queries.ts'
import { rouvrirLesEntrants } from '../../../cloture/cloture.queries.ts'
import { enregistrerDitsDeLaCaisse } from '../../../droit/caisse/caf.queries.ts'
import { type FluxApplique, ouvrirPeriodes, releverDroits } from '../../../droit/droits.queries.ts'
import {
  annulerSorties,
  cloreEntrees,
  ouvrirEntrees,
  trouverEntrees,
  trouverSorties,
} from '../../../droit/mouvements.queries.ts'
import { A_CONFIRMER } from '../../../import/genres.ts'
import type { Source, Suivre } from '../../../lecture/source.ts'
import { refuserIllisible } from '../../../lecture/xml/fautes.ts'
import { avantLesSuivisAVenir } from '../../../orientation/accorder-au-droit.queries.ts'
import { cloreOrientations, rendreOrientations } from '../../../orientation/cloture.queries.ts'
import { enregistrerPersonnes, rapprocherPersonnes } from '../../../personne/doublons/rapprochement.queries.ts'
import { signalerDoublons } from '../../../personne/doublons/signaler-doublons.queries.ts'
import {
  enregistrerFoyers,
  enregistrerMembres,
  foyersConnus,
  marquerFoyersAbsents,
  organismesDuFichier,
} from '../../../personne/foyer.queries.ts'
import { retenirLesPresents } from '../../../personne/retenir-cites.queries.ts'
import { Refusal } from '../../../socle/refusal.ts'
import type { Context } from '../../../socle/use-case.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import { tenirCommunes } from '../../../territoire/commune.queries.ts'
import { choixEnVigueur, parametre } from '../../../territoire/parametre.queries.ts'
import { anteriorite, conclureFlux, numeroterFlux, preparerTraitement, viderDepot } from '../flux.queries.ts'
import { aConfirmer, organismesInconnus } from './demesure.queries.ts'
import { unDepot } from './depot.ts'
import { unAtelier } from './lire/atelier.ts'
import { type LectureFlux, lireFlux } from './lire/lire-flux.ts'
import { connusAvant, mesurer } from './mesurer.queries.ts'
import { moisManquants, refuserFluxAncien, refuserFluxAVenir, refuserFluxDAvantLeRsa } from './ordre-flux.ts'
import { ANOMALIES_GARDEES, type Anomalie, direEcartes, direNirsPartages, type Rapport } from './rapport.ts'
import { foyersTouches, personnesTouchees } from './touches.queries.ts'

export type DemandeFlux = {
  source: Source
  /** Day the département received it (rule E2), YYYY-MM-DD. */
  recuLe: string
  /** Applies a file older than the last one all the same. */
  force: boolean
  /** Did somebody who sees the whole territory confirm it on these figures? It is applied then, however much it changes. */
  confirme: (chiffres: string) => boolean
  /** Undone once applied: says what would have to be confirmed, and isn't stopped by it. */
  simulation?: boolean
  suivre: Suivre
  photographier: (personnes: RawBuilder<unknown>) => Promise<void>
  photographierFoyers: (foyers: RawBuilder<unknown>) => Promise<void>
}

/**
 * Applies a CNAF/CCMSA beneficiaries flow, VRSB0801, VRSD0301 or VRSD0101, to a territory, in the transaction of `ctx`, which
 * `client` holds: the caller undoes it when this throws. Refuses (invalid) an unreadable file, with the first faults; (conflict)
 * a file older than the last applied one, or that changes so much that somebody has to confirm it.
 */
export async function appliquerFlux(ctx: Context, client: pg.PoolClient, demande: DemandeFlux): Promise<Rapport> {
  return appliquer(ctx, client, demande).catch(refuserIllisible)
}

/** Steps told once the file is read: persons, households, rights, report. */
const ETAPES = 4

async function appliquer(ctx: Context, client: pg.PoolClient, demande: DemandeFlux): Promise<Rapport> {
  const { source, suivre } = demande
  await viderDepot(ctx)
  const connus = await foyersConnus(ctx)
  const territoire = ctx.territoire.code
  const { octets, fait } = compter(source.octets())
  const lecture = await lireFlux(octets, {
    connu: connus.tranches.size > 0 ? tranche => connus.tranches.get(tranche) : null,
    ailleurs: (version, debut) => unAtelier(territoire, version, debut),
  })
  const { identification } = lecture
  refuserFluxDAvantLeRsa(identification)
  refuserFluxAVenir(identification, demande.recuLe)
  const numero = await numeroterFlux(ctx, {
    id: uuidv7(),
    fichier: source.fichier,
    sha256: source.sha256,
    identification,
    recuLe: demande.recuLe,
  })
  const { anomalies, ...depose } = await deposer(unDepot(client, territoire, connus.empreintes), lecture, () =>
    suivre('Lecture du fichier', fait(), source.taille),
  )
  suivre('Rapprochement des personnes', 0, ETAPES)
  const organismes = await organismesDuFichier(ctx)
  const avant = await anteriorite(ctx, organismes)
  refuserFluxAncien(identification, avant, demande.force)
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
  anomalies.push(...direNirsPartages(await rapprocherPersonnes(ctx)))
  const inconnus = await organismesInconnus(ctx, organismes)
  const connusDAvant = await connusAvant(ctx, identification.version)
  const disparaissent = entier && depose.absencesSures ? organismes : []
  await demande.photographierFoyers(foyersTouches(disparaissent))
  await demande.photographier(personnesTouchees(disparaissent))
  suivre('Enregistrement des personnes et des foyers', 1, ETAPES)
  const personnes = await enregistrerPersonnes(ctx, flux.reference)
  await enregistrerFoyers(ctx, flux.reference, identification.version)
  await tenirCommunes(ctx)
  await retenirLesPresents(ctx)
  await enregistrerMembres(ctx, flux.reference)
  await signalerDoublons(ctx, flux.reference)
  const absents = await marquerFoyersAbsents(ctx, disparaissent)
  await enregistrerDitsDeLaCaisse(ctx, numero)
  suivre('Droits, entrées et sorties', 2, ETAPES)
  const mouvements = await avantLesSuivisAVenir(ctx, flux.recuLe, demande.photographier, () =>
    appliquerDroits(ctx, flux, demande),
  )
  suivre('Rapport', 3, ETAPES)

  const { lus, rejetes } = lecture.bilan()
  const rapport: Rapport = {
    flux: {
      version: identification.version,
      type: identification.type,
      nature: identification.nature,
      dateReference: identification.dateReference,
    },
    dejaApplique: false,
    ...(await mesurer(ctx, { numero, version: identification.version, organismes, inconnus }, connusDAvant, absents)),
    foyers: {
      lus,
      crees: depose.crees,
      modifies: depose.modifies,
      inchanges: lus - rejetes - depose.crees - depose.modifies,
      rejetes,
      disparus: [...absents.values()].reduce((total, n) => total + n, 0),
    },
    personnes: {
      ...personnes,
      lues: depose.personnesLues,
      inchangees: depose.personnesLues - personnes.creees - personnes.modifiees,
    },
    ...mouvements,
    ecartes: direEcartes(depose),
    anomalies: anomalies.slice(0, ANOMALIES_GARDEES),
    anomaliesTotal: anomalies.length,
  }
  const tenu = await aConfirmer(ctx, { numero, inconnus }, rapport)
  if (tenu && !demande.simulation) {
    if (!demande.confirme(tenu.pourquoi)) throw new Refusal('conflict', A_CONFIRMER, tenu.pourquoi)
    Object.assign(rapport, { confirme: true, vus: tenu.organismes })
  }
  await conclureFlux(ctx, numero, { organismes, premier: flux.premier, rapport })
  return { ...rapport, aConfirmer: demande.simulation && tenu ? tenu.pourquoi : null }
}

/** Reads the whole file into the staging tables; only changed households carry their persons. */
async function deposer(
  depot: ReturnType<typeof unDepot>,
  { lots, bilan, identification }: LectureFlux,
  avancer: () => void,
) {
  const ecartes: Anomalie[] = []
  let absencesSures = true
  for await (const { foyers, prets, rejets, connus } of lots) {
    for (const { numero, personnes } of connus) await depot.citer(numero, personnes)
    for (const rejet of rejets) {
      ecartes.push({ foyer: rejet.foyer, champ: rejet.champ, motif: `ligne ${rejet.ligne} : ${rejet.motif}` })
      await depot.ecarter(rejet)
      if (!rejet.foyer) absencesSures = false
    }
    for (const foyer of foyers) await depot.ajouter(foyer)
    for (const pret of prets) await depot.ajouterPret(pret)
    avancer()
  }
  await depot.terminer()
  const { anomalies, ...comptes } = depot.bilan
  const duFichier = [...bilan().inconnus].map(([champ, fois]) => ({
    foyer: null,
    champ,
    motif: `${champ.startsWith('@') ? 'Attribut inconnu' : 'Élément inconnu'} de la version ${identification.version}, ignoré : ${fois} fois.`,
  }))
  if (!absencesSures) {
    duFichier.push({
      foyer: null,
      champ: 'NUMDEMRSA',
      motif:
        'Un foyer écarté n’a pas de numéro lisible : les foyers absents du fichier n’ont pas été considérés comme sortis.',
    })
  }
  return { ...comptes, absencesSures, anomalies: [...ecartes, ...anomalies, ...duFichier] }
}

/** Rights, then who leaves, then who enters: each step reads what the one before wrote. */
async function appliquerDroits(
  ctx: Context,
  flux: FluxApplique,
  { photographier }: DemandeFlux,
): Promise<Pick<Rapport, 'entrees' | 'reprises' | 'sorties' | 'misesEnVeille'>> {
  const mois = await parametre(ctx, 'suivi.suspension-mois', flux.reference)
  const definition = await choixEnVigueur(ctx, 'entree.definition', flux.recuLe)
  await releverDroits(ctx)
  await ouvrirPeriodes(ctx, flux)
  await annulerSorties(ctx, flux)
  await rendreOrientations(ctx, finsAnnuleesParLeFlux('o', flux.fluxM1))
  await rendreSuivis(ctx, finsAnnuleesParLeFlux('a', flux.fluxM1))
  await trouverSorties(ctx, flux, mois)
  await photographier(sql`select personne_id from import_mouvement`)
  await cloreOrientations(ctx, finsDuFlux(flux.recuLe))
  await cloreSuivis(ctx, finsDuFlux(flux.recuLe))
  await mettreEnVeille(ctx, flux.recuLe)
  await cloreEntrees(ctx, flux)
  await trouverEntrees(ctx, flux, { definition, moisSuspension: mois })
  await rouvrirLesEntrants(ctx, flux)
  await reprendreSuivis(ctx, flux)
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

/** The same bytes, counted as they pass. */
function compter(source: AsyncIterable<Buffer>): { octets: AsyncIterable<Buffer>; fait: () => number } {
  let fait = 0
  async function* octets() {
    for await (const morceau of source) {
      fait += morceau.length
      yield morceau
    }
  }
  return { octets: octets(), fait: () => fait }
}
