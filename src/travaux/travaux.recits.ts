import { z } from 'zod'
import { recit } from '../socle/recit.ts'

const Travail = z.object({ titre: z.string() })

export const recitTravailRelance = recit(
  'travail-relance',
  Travail,
  (_, apres) => ({ titre: 'Travail de fond relancé', detail: apres?.titre ?? null }),
  { sur: 'travail' },
)

export const recitTravailAbandonne = recit(
  'travail-abandonne',
  Travail,
  (_, apres) => ({ titre: 'Travail de fond abandonné', detail: apres?.titre ?? null }),
  { sur: 'travail' },
)
