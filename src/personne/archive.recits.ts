import { z } from 'zod'
import { recit } from '../socle/recit.ts'

/** What leaves the active base and comes back to it, as the timeline tells it. */
export const recitArchivage = recit('archivage', z.object({}), () => ({
  titre: 'Dossier passé aux archives',
  detail: 'Aucun contact depuis longtemps\u00a0: ni la recherche ni les listes ne le montrent plus.',
}))

export const recitSortieArchive = recit('sortie-archive', z.object({ pourquoi: z.string() }), (_, apres) => ({
  titre: 'Dossier sorti des archives',
  detail: apres?.pourquoi === 'fichier' ? 'Un fichier l’annonce de nouveau.' : (apres?.pourquoi ?? null),
}))
