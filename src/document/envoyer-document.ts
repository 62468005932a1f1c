import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { Octets } from '../socle/http/routes-http.ts'
import { useCase } from '../socle/use-case.ts'
import { recevoir } from './depot.queries.ts'
import { ENVOI_MAX, EtatDocument, Refus } from './document.ts'
import { refusDocument } from './documents.queries.ts'

/**
 * The next bytes of a document that one has announced, from its byte `debut` on; sent again after a cut, they count once. With the
 * last ones the document is in the file, and opens once it was looked into (`examen`).
 */
export const envoyerDocument = useCase(
  {
    route: 'PUT /documents/:documentId/contenu',
    summary: 'Envoyer une partie d’un document annoncé',
    permission: 'document.deposer',
    octets: ENVOI_MAX,
    input: z.object({ documentId: z.uuid(), debut: z.coerce.number().int().min(0), octets: Octets }),
    output: z.object({ recu: z.number(), etat: EtatDocument, refus: Refus.nullable() }),
  },
  async (ctx, { documentId, debut, octets }) => {
    const annonce = await ctx.db
      .selectFrom('document')
      .select('personneId')
      .where('id', '=', documentId)
      .where('deposePar', '=', ctx.agent.id)
      .executeTakeFirst()
    if (!annonce) throw refusDocument('document-introuvable', 'not-found')
    await exigerPerimetre(ctx, annonce.personneId)
    return recevoir(ctx, documentId, debut, octets)
  },
)
