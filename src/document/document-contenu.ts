import { z } from 'zod'
import { consulter } from '../socle/consultation.ts'
import { fluxDuFichier } from '../socle/fichier/fichier.ts'
import { rawRoute } from '../socle/route.ts'
import { documentLu, refusDocument } from './documents.queries.ts'

/** A document as a PDF, for who may open it; each opening is recorded, with which document it was. */
export const documentContenu = rawRoute(
  {
    route: 'GET /documents/:documentId/contenu',
    summary: 'Un document du dossier, en PDF',
    permission: 'dossier.lire',
    enFlux: true,
    input: z.object({ documentId: z.uuid(), telecharger: z.stringbool().optional() }),
  },
  async (ctx, { documentId, telecharger = false }) => {
    const document = await documentLu(ctx, documentId)
    if (document.etat === 'retire') throw refusDocument('document-retire')
    if (document.etat === 'efface') throw refusDocument('document-efface')
    if (document.etat !== 'garde' || !document.fichierId) throw refusDocument('document-en-examen')
    const contenu = await fluxDuFichier(ctx, document.fichierId)
    await consulter(ctx, document.personneId, 'document', documentId)
    // What somebody brought: shown, it runs nothing and reaches nothing.
    const entetes = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' }
    return { type: 'application/pdf', nom: `${document.titre || 'document'}.pdf`, contenu, telecharger, entetes }
  },
)
