import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { Refusal } from '../../../socle/refusal.ts'
import { publicRoute } from '../../../socle/route.ts'
import { recitFacteurAjoute } from '../../agent.recits.ts'
import { ecrireParPreuve } from '../../session/sessions-ouvertes.queries.ts'
import { commencerEtape, etapeEnCours, finirEtape } from '../etape.queries.ts'
import { CLES_MAX, Preuve, SaisieFacteur } from '../facteur.ts'
import { facteurAjoute } from '../facteurs.queries.ts'
import { compteConnecte, exigerPreuve, noterSurLeCompte } from '../preuve.queries.ts'
import { CleFaite, OptionsDuNavigateur } from './cle.ts'
import { demandeDeCle, lireCle } from './cles-acces.queries.ts'

/** Begins a key of access: what the browser is to ask of the device. Refuses a proof that isn't right, and an eleventh key. */
export const demanderCle = publicRoute(
  {
    route: 'POST /compte/cles/demande',
    summary: 'Commencer l’ajout d’une clé d’accès',
    input: Preuve,
    output: OptionsDuNavigateur,
  },
  async (visite, { preuve }) => {
    const compte = await compteConnecte(visite)
    const { identiteId, courriel, qui, generation } = compte
    await exigerPreuve(visite, compte, preuve)
    const dejaLa = await visite.base.commun
      .selectFrom('cleAcces')
      .select('identifiant')
      .where('identiteId', '=', identiteId)
      .execute()
    if (dejaLa.length >= CLES_MAX)
      throw new Refusal(
        'conflict',
        'trop-de-cles',
        `Vous avez déjà ${CLES_MAX} clés d’accès. Retirez celle qui ne sert plus, puis recommencez.`,
      )
    const jeton = await commencerEtape(visite, 'cle-ajout', { identite: { id: identiteId, generation } })
    return { ...(await demandeDeCle(visite, jeton, { id: identiteId, courriel, nom: qui.agent.nom }, dejaLa)) }
  },
)

/**
 * Keeps the key that a device made for this demand, under a name. The first factor comes with ten recovery codes, told once. Refuses what
 * wasn't asked here and now, and a key that is already kept.
 */
export const ajouterCle = publicRoute(
  {
    route: 'POST /compte/cles',
    summary: 'Ajouter une clé d’accès',
    input: SaisieFacteur.pick({ nom: true }).extend({ id: z.uuid(), cle: CleFaite }),
    output: z.object({ codesSecours: z.array(z.string()) }),
  },
  async (visite, { id, nom, cle }) => {
    const { now } = visite
    const compte = await compteConnecte(visite)
    const etape = await etapeEnCours(visite, 'cle-ajout')
    const lue =
      etape.identiteId === compte.identiteId && (await lireCle(visite, etape, cle as RegistrationResponseJSON))
    if (!lue) throw cleIllisible()
    const { identiteId, jeton } = compte
    const prouve = { identiteId, generation: etape.generation, jeton }
    const codesSecours = await ecrireParPreuve(visite.base, prouve, async (trx, sessionId) => {
      await finirEtape(visite, etape, trx)
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('cleAcces')
        .values({
          ...{ id, identiteId, nom, creeLe: now },
          identifiant: Buffer.from(lue.id, 'base64url'),
          clePublique: Buffer.from(lue.publicKey),
          compteur: lue.counter,
          transports: lue.transports ?? [],
        })
        .onConflict(c => c.doNothing())
        .executeTakeFirst()
      if (!numInsertedOrUpdatedRows)
        throw new Refusal(
          'conflict',
          'cle-acces-deja-la',
          'Cette clé d’accès est déjà dans un compte. Choisissez-en une autre.',
        )
      return facteurAjoute(trx, identiteId, sessionId)
    })
    await noterSurLeCompte(visite, compte, (ctx, sujet) =>
      ctx.record(sujet, recitFacteurAjoute, { apres: { genre: 'cle', nom } }),
    )
    return { codesSecours }
  },
)

const cleIllisible = () =>
  new Refusal(
    'invalid',
    'cle-acces-illisible',
    'Cette clé d’accès n’a pas pu être vérifiée : rien n’est ajouté. Recommencez.',
  )
