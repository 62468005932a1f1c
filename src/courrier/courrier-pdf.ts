import { z } from 'zod'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { consulter } from '../socle/consultation.ts'
import { jourDe } from '../socle/contexte.ts'
import { fluxDuFichier } from '../socle/fichier/fichier.ts'
import { Refusal } from '../socle/refusal.ts'
import { rawRoute } from '../socle/route.ts'

/** A letter as it left, for the agents in relation with its person; the reading is recorded. */
export const courrierPdf = rawRoute(
  {
    route: 'GET /courriers/:courrierId/pdf',
    summary: 'Un courrier, en PDF',
    permission: 'dossier.lire',
    enFlux: true,
    input: z.object({ courrierId: z.uuid() }),
  },
  async (ctx, { courrierId }) => {
    const courrier = await ctx.db
      .selectFrom('courrier')
      .select(['personneId', 'modele', 'fichierId', 'editeLe', 'editePar'])
      .where('id', '=', courrierId)
      .executeTakeFirst()
    if (!courrier) throw courrierIntrouvable()
    const jusqua = await exigerLecture(ctx, courrier.personneId)
    // Who made it by the act that ended their follow-up posts it all the same.
    if (jusqua !== null && jourDe(courrier.editeLe, ctx.fuseau) > jusqua && courrier.editePar !== ctx.agent.id)
      throw courrierIntrouvable()
    await consulter(ctx, courrier.personneId, 'courrier')
    return {
      type: 'application/pdf',
      nom: `${courrier.modele}.pdf`,
      contenu: await fluxDuFichier(ctx, courrier.fichierId),
    }
  },
)

function courrierIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'courrier-introuvable',
    'Ce courrier n’existe pas, ou il n’est pas dans votre périmètre. Ouvrez le dossier de la personne : ses lettres y sont.',
  )
}
