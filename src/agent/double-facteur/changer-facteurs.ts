import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { recitCodesSecoursRefaits, recitFacteurRetire } from '../agent.recits.ts'
import { lirePorteur } from '../session/session.queries.ts'
import { ecrireParPreuve } from '../session/sessions-ouvertes.queries.ts'
import { roleSensible } from './exigence.ts'
import { Preuve } from './facteur.ts'
import { facteurRetire } from './facteurs.queries.ts'
import { type Compte, compteConnecte, exigerPreuve, nombreDeFacteurs, noterSurLeCompte } from './preuve.queries.ts'
import { refaireCodes } from './secours.queries.ts'

/**
 * Takes away an application or a key of one's own. Refuses a proof that isn't right, what isn't there, and the last factor of who works
 * in a role that must have one.
 */
export const retirerFacteur = publicRoute(
  {
    route: 'POST /compte/facteurs/:facteurId/retrait',
    summary: 'Retirer une application de codes ou une clé d’accès',
    input: Preuve.extend({ facteurId: z.uuid() }),
    output: z.object({ retire: z.literal(true) }),
  },
  async (visite, { facteurId, preuve }) => {
    const { base } = visite
    const compte = await compteConnecte(visite)
    const { identiteId } = compte
    const lire = (table: 'totp' | 'cleAcces') =>
      base.commun.selectFrom(table).select('nom').where('id', '=', facteurId).where('identiteId', '=', identiteId)
    const totp = await lire('totp').executeTakeFirst()
    const connu = totp ?? (await lire('cleAcces').executeTakeFirst())
    if (!connu) throw new Refusal('not-found', 'facteur-inconnu', 'Il n’est plus dans votre compte. Rechargez la page.')
    await exigerPreuve(visite, compte, preuve)
    const ilEnFaut = await exige(visite, compte)
    await ecrireParPreuve(base, compte, async trx => {
      if (ilEnFaut && (await nombreDeFacteurs({ commun: trx }, identiteId)) === 1)
        throw new Refusal(
          'conflict',
          'dernier-facteur',
          'Votre rôle demande une connexion forte, et c’est votre seul moyen. Ajoutez-en un autre, puis retirez celui-ci.',
        )
      // Its id is of one table only: the other has nothing to give up.
      await trx.deleteFrom('totp').where('id', '=', facteurId).where('identiteId', '=', identiteId).execute()
      await trx.deleteFrom('cleAcces').where('id', '=', facteurId).where('identiteId', '=', identiteId).execute()
      await facteurRetire(trx, identiteId)
    })
    await noterSurLeCompte(visite, compte, (ctx, sujet) =>
      ctx.record(sujet, recitFacteurRetire, { avant: { genre: totp ? 'totp' : 'cle', nom: connu.nom }, apres: null }),
    )
    return { retire: true as const }
  },
)

async function exige({ base, now }: Parameters<typeof compteConnecte>[0], { jeton }: Compte): Promise<boolean> {
  const porteur = await lirePorteur(base, jeton, now)
  return porteur?.exigence === 'exigee' && roleSensible(porteur.qui.agent.role)
}

/** Ten recovery codes in place of the former ones, told once. Refuses a proof that isn't right, and who has no factor. */
export const refaireCodesSecours = publicRoute(
  {
    route: 'POST /compte/codes-secours',
    summary: 'Refaire mes codes de secours',
    input: Preuve,
    output: z.object({ codesSecours: z.array(z.string()) }),
  },
  async (visite, { preuve }) => {
    const { base } = visite
    const compte = await compteConnecte(visite)
    await exigerPreuve(visite, compte, preuve)
    const codesSecours = await ecrireParPreuve(base, compte, async trx => {
      if (!(await nombreDeFacteurs({ commun: trx }, compte.identiteId)))
        throw new Refusal(
          'conflict',
          'sans-facteur',
          'Ces codes remplacent une application ou une clé : ajoutez-en une d’abord.',
        )
      return refaireCodes(trx, compte.identiteId)
    })
    await noterSurLeCompte(visite, compte, (ctx, sujet) => ctx.record(sujet, recitCodesSecoursRefaits, { apres: {} }))
    return { codesSecours }
  },
)
