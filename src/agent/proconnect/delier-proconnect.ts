import { z } from 'zod'
import { publicRoute } from '../../socle/route.ts'
import { recitProconnectDelie } from '../agent.recits.ts'
import { Preuve } from '../double-facteur/facteur.ts'
import { compteConnecte, exigerPreuve, noterSurLeCompte } from '../double-facteur/preuve.queries.ts'
import { ecrireParPreuve, oterSessions } from '../session/sessions-ouvertes.queries.ts'

/**
 * Unbinds one's account of ProConnect: another may be bound, after a change of employer. The sessions that it opened close, but the one
 * that asks. Refuses a proof that isn't right.
 */
export const delierProconnect = publicRoute(
  {
    route: 'POST /compte/proconnect/retrait',
    summary: 'Délier mon compte ProConnect',
    input: Preuve,
    output: z.object({ delie: z.boolean() }),
  },
  async (visite, { preuve }) => {
    const compte = await compteConnecte(visite)
    await exigerPreuve(visite, compte, preuve)
    const { identiteId } = compte
    const delie = await ecrireParPreuve(visite.base, compte, async (trx, sessionId) => {
      const liees = trx.deleteFrom('identiteFederee').where('identiteId', '=', identiteId)
      const { numDeletedRows } = await liees.executeTakeFirst()
      await oterSessions(trx, identiteId, { sauf: sessionId, proconnect: true })
      return numDeletedRows > 0n
    })
    if (delie)
      await noterSurLeCompte(visite, compte, (ctx, sujet) => ctx.record(sujet, recitProconnectDelie, { apres: {} }))
    return { delie }
  },
)
