import { z } from 'zod'
import { MOTIFS_EXPORT } from '../socle/export/motifs.ts'
import { recit } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, mot } from '../socle/ui/phrases.ts'

/** The journal of readings as earlier versions took it out: told as any export since (socle.recits.ts). */
export const recitLecturesExportees = recit(
  'lectures-exportees',
  z.object({ lignes: z.int(), personnes: z.int(), motif: z.string() }),
  (_, apres) => ({
    titre: 'Journal des lectures exporté',
    detail: enSuite(
      apres?.lignes !== undefined && pluriel(apres.lignes, 'ligne'),
      apres?.personnes !== undefined && pluriel(apres.personnes, 'personne'),
      mot(MOTIFS_EXPORT, apres?.motif),
    ),
  }),
  { sur: 'territoire' },
)
