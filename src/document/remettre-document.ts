import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { recitDocumentRemis } from './document.recits.ts'
import { EtatDocument } from './document.ts'
import { documentTenu, pourLeFil, refusDocument } from './documents.queries.ts'

/** Puts back a document taken back by error, as long as its bytes are there. The same again: same answer. Refused for the others. */
export const remettreDocument = useCase(
  {
    route: 'POST /documents/:documentId/remise',
    summary: 'Remettre un document retiré',
    permission: 'document.deposer',
    input: z.object({ documentId: z.uuid() }),
    output: z.object({ etat: EtatDocument }),
  },
  async (ctx, { documentId }) => {
    const document = await documentTenu(ctx, documentId)
    if (document.etat === 'garde') return { etat: 'garde' as const }
    if (document.etat !== 'retire') throw refusDocument('remise-impossible')
    await ctx.db
      .updateTable('document')
      .set({ etat: 'garde', retirePar: null, retireLe: null, retireMotif: null })
      .where('id', '=', documentId)
      .execute()
    await ctx.record({ personne: document.personneId }, recitDocumentRemis, { apres: pourLeFil(document) })
    return { etat: 'garde' as const }
  },
)
