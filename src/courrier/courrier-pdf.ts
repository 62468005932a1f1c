import { z } from 'zod'
import { exigerLecture, exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { adresseCouverte, garderLectureAdresse, refusAdresse } from '../precaution/lire-adresse.ts'
import { LectureAdresse } from '../precaution/precaution.ts'
import { jourDe } from '../socle/contexte.ts'
import { fluxDuFichier } from '../socle/fichier/fichier.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { rawRoute } from '../socle/route.ts'

/**
 * A letter as it left, for the agents in relation with its person; the reading is recorded. One that shows where somebody lives who keeps
 * it to themselves now (rule A9) opens as their address does: to who still follows them or made it, with a reason, told in the timeline.
 * Who made it is asked for none that day: they are about to post it.
 */
export const courrierPdf = rawRoute(
  {
    route: 'GET /courriers/:courrierId/pdf',
    summary: 'Un courrier, en PDF',
    permission: 'dossier.lire',
    enFlux: true,
    input: z.object({ courrierId: z.uuid(), motif: LectureAdresse.shape.motif.optional() }),
  },
  async (ctx, { courrierId, motif }) => {
    const courrier = await ctx.db
      .selectFrom('courrier')
      .select(['personneId', 'modele', 'fichierId', 'editeLe', 'editePar', 'montreAdresse'])
      .where('id', '=', courrierId)
      .executeTakeFirst()
    if (!courrier) throw courrierIntrouvable()
    const jusqua = await exigerLecture(ctx, courrier.personneId)
    // Who made it by the act that ended their follow-up posts it all the same.
    if (jusqua !== null && jourDe(courrier.editeLe, ctx.fuseau) > jusqua && courrier.editePar !== ctx.agent.id)
      throw courrierIntrouvable()
    const { personneId } = courrier
    const couverte = courrier.montreAdresse && (await adresseCouverte(ctx, personneId))
    if (couverte && courrier.editePar !== ctx.agent.id) await exigerPerimetre(ctx, personneId)
    const aPoster = courrier.editePar === ctx.agent.id && jourDe(courrier.editeLe, ctx.fuseau) === ctx.today
    const raison = motif ?? (aPoster ? 'remise-de-courrier' : null)
    if (couverte && !raison) throw refusAdresse('adresse-a-demander')
    const contenu = await fluxDuFichier(ctx, courrier.fichierId)
    if (couverte && raison) await garderLectureAdresse(ctx, personneId, { motif: raison })
    await consulter(ctx, personneId, 'courrier')
    return { type: 'application/pdf', nom: `${courrier.modele}.pdf`, contenu }
  },
)

function courrierIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'courrier-introuvable',
    'Ce courrier n’existe pas, ou il n’est pas dans votre périmètre. Ouvrez le dossier de la personne : ses lettres y sont.',
  )
}
