import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { recitDocumentRetire } from './document.recits.ts'
import { EtatDocument, Retrait } from './document.ts'
import { documentTenu, pourLeFil, refusDocument } from './documents.queries.ts'

/**
 * Takes a document back, with why: nobody opens it any more; it may be put back for a while (`document.retires-jours`), then its bytes
 * are erased. The same again: same answer. Refused (conflict): one that isn't in the file.
 */
export const retirerDocument = useCase(
  {
    route: 'POST /documents/:documentId/retrait',
    summary: 'Retirer un document du dossier',
    permission: 'document.deposer',
    input: Retrait.extend({ documentId: z.uuid() }),
    output: z.object({ etat: EtatDocument }),
  },
  async (ctx, { documentId, motif }) => {
    const document = await documentTenu(ctx, documentId)
    if (document.etat === 'retire') return { etat: 'retire' as const }
    if (document.etat !== 'garde') throw refusDocument('retrait-impossible')
    await ctx.db
      .updateTable('document')
      .set({ etat: 'retire', retirePar: ctx.agent.id, retireLe: ctx.now, retireMotif: motif })
      .where('id', '=', documentId)
      .execute()
    await ctx.record({ personne: document.personneId }, recitDocumentRetire, {
      apres: { ...pourLeFil(document), motif },
    })
    return { etat: 'retire' as const }
  },
)
