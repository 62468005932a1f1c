import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { adresseCouverte, garderLectureAdresse, refusAdresse } from '../precaution/lire-adresse.ts'
import { LectureAdresse } from '../precaution/precaution.ts'
import { fluxDuFichier } from '../socle/fichier/fichier.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { rawRoute } from '../socle/route.ts'
import { documentLu, refusDocument } from './documents.queries.ts'

/**
 * A document as a PDF, for who may open it; each opening is recorded, with which document it was. One that proves where somebody lives
 * who keeps it to themselves (rule A9) opens as their address does: to who still follows them, with a reason, told in the timeline.
 */
export const documentContenu = rawRoute(
  {
    route: 'GET /documents/:documentId/contenu',
    summary: 'Un document du dossier, en PDF',
    permission: 'dossier.lire',
    enFlux: true,
    input: z.object({
      documentId: z.uuid(),
      telecharger: z.stringbool().optional(),
      motif: LectureAdresse.shape.motif.optional(),
    }),
  },
  async (ctx, { documentId, telecharger = false, motif }) => {
    const document = await documentLu(ctx, documentId)
    if (document.etat === 'retire') throw refusDocument('document-retire')
    if (document.etat === 'efface') throw refusDocument('document-efface')
    if (document.etat !== 'garde' || !document.fichierId) throw refusDocument('document-en-examen')
    const { personneId } = document
    const couverte = document.type === 'domicile' && (await adresseCouverte(ctx, personneId))
    if (couverte) await exigerPerimetre(ctx, personneId)
    if (couverte && !motif) throw refusAdresse('adresse-a-demander')
    const contenu = await fluxDuFichier(ctx, document.fichierId)
    if (couverte && motif) await garderLectureAdresse(ctx, personneId, { motif })
    await consulter(ctx, personneId, 'document', documentId)
    // What somebody brought: shown, it runs nothing and reaches nothing.
    const entetes = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' }
    return { type: 'application/pdf', nom: `${document.titre || 'document'}.pdf`, contenu, telecharger, entetes }
  },
)
