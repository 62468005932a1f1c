import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { enSuite } from '../socle/ui/phrases.ts'

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

export const recitTravailEchoue = recit(
  'travail-echoue',
  Travail.extend({
    raison: z.string(),
    /** The first failure of the series. */
    depuis: z.string(),
  }),
  (_, apres) => ({ titre: 'Travail de fond arrêté', detail: enSuite(apres?.titre, apres?.raison) }),
  { sur: 'travail' },
)
