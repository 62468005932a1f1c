import { z } from 'zod'
import { recit } from '../../socle/recit.ts'
import { enSuite, mot } from '../../socle/ui/phrases.ts'
import { MOTIFS_OUVERTURE } from './motifs.ts'

const Dite = z.object({ motif: z.string(), precision: z.string().nullable() })

export const recitOuvertureMotivee = recit(
  'ouverture-motivee',
  Dite,
  (_, apres) => ({
    titre: 'Dossier ouvert par un agent dont ce n’est pas une personne habituelle',
    detail: enSuite(mot(MOTIFS_OUVERTURE, apres?.motif), apres?.precision),
  }),
  { libres: ['precision'] },
)
