import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { annoncer } from './depot.queries.ts'
import { EtatDocument, Refus, SaisieDocument, titreDuFichier } from './document.ts'

/**
 * Announces a document for a person's file; its bytes follow (`PUT /documents/:documentId/contenu`), in as many pieces as wanted.
 * Sent twice: same answer, with how many bytes are there. What isn't whole within the hour is forgotten.
 */
export const annoncerDocument = useCase(
  {
    route: 'POST /personnes/:personneId/documents',
    summary: 'Annoncer un document à déposer',
    permission: 'document.deposer',
    input: SaisieDocument.extend({
      id: z.uuid(),
      personneId: z.uuid(),
      /** Name on the computer: the title, when there is no other. */
      nom: z.string().trim().min(1, { error: 'Donnez le nom du fichier.' }).max(200),
      titre: SaisieDocument.shape.titre.optional(),
      taille: z.int({ error: 'Donnez la taille du fichier en octets.' }).min(0),
    }),
    output: z.object({ recu: z.number(), etat: EtatDocument, refus: Refus.nullable() }),
  },
  async (ctx, { nom, titre, ...annonce }) => {
    await exigerPerimetre(ctx, annonce.personneId)
    return annoncer(ctx, { ...annonce, titre: titre || titreDuFichier(nom) })
  },
)
