import { sql } from 'kysely'
import { avis } from '../socle/recit.ts'
import { minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { recitDocumentRetire } from './document.recits.ts'
import { MOTIFS_RETRAIT, TYPES, TypeDocument } from './document.ts'

/**
 * Whoever laid a document down is told when a colleague takes it back. Of it, a notice says what the timeline does: what it is when it
 * was shared, never its title, which may name somebody or an illness.
 */
export const AVIS_DOCUMENT = [
  avis('document-retire', recitDocumentRetire, {
    permission: 'document.deposer',
    qui: ({ apres }) => sql`select d.depose_par from document d where d.id = ${apres('documentId')}::uuid`,
    // Put back, there is nothing to tell; taken back again later, that time is told by its own notice.
    encore: sql`exists (select 1 from evenement v join document d on d.id = (v.apres ->> 'documentId')::uuid
      where v.id = a.evenement_id and d.retire_le = v.le)`,
    dire: (_, apres) => {
      const type = TypeDocument.safeParse(apres?.type)
      const motif = mot(MOTIFS_RETRAIT, apres?.motif)
      return {
        titre: `Votre document est retiré${type.success ? `${NBSP}: ${minuscule(TYPES[type.data].libelle)}` : ''}`,
        detail: motif && `Motif${NBSP}: ${minuscule(motif)}`,
      }
    },
    ou: '?onglet=documents',
  }),
]
