import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { enSuite, NBSP } from '../socle/ui/phrases.ts'

/** Told in the file of each person that the import had changed. */
export const recitImportAnnule = recit(
  'import-annule',
  z.object({ import: z.int(), fichier: z.string() }),
  (_, apres) => ({
    titre: 'Import annulé',
    detail: enSuite(
      apres?.import !== undefined && `n°${NBSP}${apres.import}`,
      apres?.fichier,
      'Ce qu’il avait changé ici est redevenu comme avant.',
    ),
  }),
)
