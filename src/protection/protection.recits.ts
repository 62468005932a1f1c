import { z } from 'zod'
import { recit } from '../socle/recit.ts'

/** What was read in the archive and why, and what the person takes away. */
export const recitArchiveOuverte = recit('archive-ouverte', z.object({ motif: z.string() }), (_, apres) => ({
  titre: 'Dossier lu aux archives',
  detail: apres?.motif ?? null,
}))

export const recitDonneesPortees = recit('donnees-portees', z.object({ format: z.string() }), (_, apres) => ({
  titre: 'Données exportées pour être remises à la personne',
  detail: apres?.format === 'pdf' ? 'Document PDF' : 'Fichier JSON',
}))
