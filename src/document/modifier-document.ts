import { z } from 'zod'
import { adresseCouverte } from '../precaution/lire-adresse.ts'
import { useCase } from '../socle/use-case.ts'
import { recitDocumentModifie } from './document.recits.ts'
import { SaisieDocument, titreGarde } from './document.ts'
import { documentTenu, pourLeFil, refusDocument } from './documents.queries.ts'

/**
 * Corrects what was said of a document: what it is, its title, who may open it; by who laid it down. The same again: same answer.
 * Refused (conflict): another author's, one that isn't in the file, one that shows a confidential address and would no more say so.
 */
export const modifierDocument = useCase(
  {
    route: 'PUT /documents/:documentId',
    summary: 'Corriger le type, le titre ou l’accès d’un document',
    permission: 'document.deposer',
    input: SaisieDocument.extend({ documentId: z.uuid() }),
    output: z.object({ documentId: z.uuid() }),
  },
  async (ctx, { documentId, type, titre, confidentialite }) => {
    const avant = await documentTenu(ctx, documentId)
    if (avant.deposePar !== ctx.agent.id) throw refusDocument('document-d-autrui')
    if (avant.etat !== 'garde') throw refusDocument('document-hors-dossier')
    if (avant.type === 'domicile' && type !== 'domicile' && (await adresseCouverte(ctx, avant.personneId)))
      throw refusDocument('adresse-couverte')
    const apres = { type, titre: titreGarde(titre, type), confidentialite }
    if (avant.type === type && avant.titre === apres.titre && avant.confidentialite === confidentialite)
      return { documentId }
    // « Ma structure » is the one where they say it, though they laid it down from another.
    const dites = avant.confidentialite === confidentialite ? apres : { ...apres, structureId: ctx.agent.structureId }
    await ctx.db.updateTable('document').set(dites).where('id', '=', documentId).execute()
    await ctx.record({ personne: avant.personneId }, recitDocumentModifie, {
      avant: { ...pourLeFil(avant), confidentialite: avant.confidentialite },
      apres: { ...pourLeFil({ ...avant, ...apres }), confidentialite },
    })
    return { documentId }
  },
)
