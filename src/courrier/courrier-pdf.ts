import { z } from 'zod'
import { exigerPerimetre } from '../agent/perimetre.ts'
import { consulter } from '../socle/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { rawRoute } from '../socle/route.ts'

/** A letter as it left, for the agents in relation with its person; the reading is recorded. */
export const courrierPdf = rawRoute(
  {
    route: 'GET /courriers/:courrierId/pdf',
    summary: 'Un courrier, en PDF',
    permission: 'dossier.lire',
    input: z.object({ courrierId: z.uuid() }),
  },
  async (ctx, { courrierId }) => {
    const courrier = await ctx.db
      .selectFrom('courrier')
      .select(['personneId', 'modele', 'pdf'])
      .where('id', '=', courrierId)
      .executeTakeFirst()
    if (!courrier) {
      throw new Refusal(
        'not-found',
        'courrier-introuvable',
        'Ce courrier n’existe pas, ou il n’est pas dans votre périmètre.',
      )
    }
    await exigerPerimetre(ctx, courrier.personneId)
    await consulter(ctx, courrier.personneId, 'courrier')
    return { type: 'application/pdf', nom: `${courrier.modele}.pdf`, contenu: courrier.pdf }
  },
)
