import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { minuscule, NBSP } from '../socle/ui/phrases.ts'
import { CONFIDENTIALITES, Confidentialite, MOTIFS_RETRAIT, MotifRetrait, TYPES, TypeDocument } from './document.ts'

/** `type` is only kept of what is shared: the timeline is read by more people than the document (domaine.md D3). */
const Document = z.object({ documentId: z.string(), type: z.string().optional() })

const titre = (fait: string, document: { type?: string } | null) => {
  const lu = TypeDocument.safeParse(document?.type)
  if (!lu.success) return `Document à accès restreint ${fait}`
  return `Document ${fait}${NBSP}: ${minuscule(TYPES[lu.data].libelle)}`
}

export const recitDocumentDepose = recit('document-depose', Document, (_, apres) => ({
  titre: titre('déposé', apres),
  detail: null,
}))

export const recitDocumentRefuse = recit('document-refuse', Document.extend({ code: z.string() }), (_, apres) => ({
  titre: titre('refusé', apres),
  detail: apres?.code === 'virus' ? 'L’antivirus y a trouvé un programme malveillant.' : 'Il ne s’ouvrait pas.',
}))

export const recitDocumentRetire = recit('document-retire', Document.extend({ motif: z.string() }), (_, apres) => {
  const motif = MotifRetrait.safeParse(apres?.motif)
  return { titre: titre('retiré', apres), detail: motif.success ? MOTIFS_RETRAIT[motif.data] : null }
})

export const recitDocumentModifie = recit(
  'document-modifie',
  Document.extend({ confidentialite: z.string() }),
  (avant, apres) => {
    const lu = Confidentialite.safeParse(apres?.confidentialite)
    const change = lu.success && avant?.confidentialite !== apres?.confidentialite
    return {
      titre: titre('corrigé', apres),
      detail: change ? `Qui peut l’ouvrir${NBSP}: ${minuscule(CONFIDENTIALITES[lu.data].dit)}` : null,
    }
  },
)

export const recitDocumentRemis = recit('document-remis', Document, (_, apres) => ({
  titre: titre('remis', apres),
  detail: null,
}))
