import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { recitFacteurAjoute } from '../agent.recits.ts'
import { avantMotDePasse } from '../session/limites.ts'
import { ecrireParPreuve } from '../session/sessions-ouvertes.queries.ts'
import { CodeDit, codeATaper, DemandeTotp, TOTP_MAX } from './facteur.ts'
import { facteurAjoute } from './facteurs.queries.ts'
import { compteConnecte, exigerPreuve, noterSurLeCompte } from './preuve.queries.ts'
import { ATTENTE_MINUTES, nouveauTotp, prendreCode, purgerTotp, totpConfirmes } from './totp.queries.ts'

/**
 * Begins an application of codes: its secret is told once. It counts for nothing until a code of it is given. Refuses a proof that
 * isn't right, and a sixth application.
 */
export const ajouterTotp = publicRoute(
  {
    route: 'POST /compte/totp',
    summary: 'Ajouter une application de codes',
    input: DemandeTotp,
    output: z.object({
      id: z.uuid(),
      /** To be typed where the code can't be scanned (base32). */
      secret: z.string(),
      /** What the QR code says (otpauth://). */
      adresse: z.string(),
    }),
  },
  async (visite, { id, nom, preuve }) => {
    const { base, now } = visite
    const compte = await compteConnecte(visite)
    const { identiteId, courriel } = compte
    await exigerPreuve(visite, compte, preuve)
    await purgerTotp(base, now)
    if ((await totpConfirmes(base.commun, identiteId)).length >= TOTP_MAX)
      throw new Refusal(
        'conflict',
        'trop-d-applications',
        `Vous avez déjà ${TOTP_MAX} applications de codes. Retirez celle qui ne sert plus, puis recommencez.`,
      )
    const { chiffre, ...dit } = nouveauTotp(courriel)
    const { numInsertedOrUpdatedRows } = await ecrireParPreuve(base, compte, async trx => {
      await trx.deleteFrom('totp').where('identiteId', '=', identiteId).where('confirmeLe', 'is', null).execute()
      return trx
        .insertInto('totp')
        .values({ id, identiteId, nom, secret: chiffre, creeLe: now })
        .onConflict(c => c.doNothing())
        .executeTakeFirst()
    })
    if (!numInsertedOrUpdatedRows)
      throw new Refusal('conflict', 'application-deja-la', 'Cette application est déjà là. Rechargez la page.')
    return { id, ...dit }
  },
)

/**
 * Confirms an application by one of its codes: from now on it is asked at the sign-in. The first factor comes with ten recovery codes,
 * told once. Refuses a code that isn't right (counted as at the sign-in), and what waited more than fifteen minutes.
 */
export const confirmerTotp = publicRoute(
  {
    route: 'POST /compte/totp/:totpId/confirmation',
    summary: 'Confirmer une application de codes',
    input: CodeDit.extend({ totpId: z.uuid() }),
    output: z.object({ codesSecours: z.array(z.string()) }),
  },
  async (visite, { totpId, code }) => {
    const { base, now } = visite
    const compte = await compteConnecte(visite)
    const enAttente = await base.commun
      .selectFrom('totp')
      .select(['id', 'nom', 'secret'])
      .where('id', '=', totpId)
      .where('identiteId', '=', compte.identiteId)
      .where('confirmeLe', 'is', null)
      .where('creeLe', '>', Temporal.Instant.from(now).subtract({ minutes: ATTENTE_MINUTES }).toString())
      .executeTakeFirst()
    if (!enAttente) throw ajoutExpire()
    const { courriel, identiteId: empreinte } = compte
    const { rendre } = await avantMotDePasse(visite, { courriel, empreinte, quoi: 'codes', connecte: true })
    const tape = codeATaper(code)
    if (!tape || !(await prendreCode(base.commun, enAttente, tape, now))) {
      const message =
        'Ce code n’est pas le bon. Tapez celui que l’application montre maintenant ; vérifiez l’heure du téléphone.'
      throw new Refusal('invalid', 'code-faux', message, [{ champ: 'code', message }])
    }
    await rendre()
    const codesSecours = await ecrireParPreuve(base, compte, async (trx, sessionId) => {
      const attend = trx.updateTable('totp').set({ confirmeLe: now }).where('id', '=', totpId)
      const { numUpdatedRows } = await attend.where('confirmeLe', 'is', null).executeTakeFirst()
      if (!numUpdatedRows) throw ajoutExpire()
      return facteurAjoute(trx, compte.identiteId, sessionId)
    })
    await noterSurLeCompte(visite, compte, (ctx, sujet) =>
      ctx.record(sujet, recitFacteurAjoute, { apres: { genre: 'totp', nom: enAttente.nom } }),
    )
    return { codesSecours }
  },
)

const ajoutExpire = () =>
  new Refusal(
    'not-found',
    'application-expiree',
    'Cet ajout a expiré ou est déjà fait. Rechargez la page, puis recommencez s’il le faut.',
  )
