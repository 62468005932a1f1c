import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { datePartielle, NBSP } from '../socle/ui/phrases.ts'
import { MOYENS, Moyen } from './contact-pris.ts'

/** Reached without an appointment: `apres` when it is written, `avant` when it is taken back. */
export const recitContactPris = recit(
  'contact-pris',
  z.object({ contactId: z.string(), le: z.string(), moyen: z.string() }),
  (avant, apres, { aujourdhui }) => {
    const { le, moyen } = apres ?? avant ?? {}
    const lu = Moyen.safeParse(moyen)
    const jour = datePartielle(le, aujourdhui)
    return {
      titre: [apres ? 'Contact pris' : 'Contact noté par erreur, annulé', lu.success && MOYENS[lu.data].toLowerCase()]
        .filter(Boolean)
        .join(apres ? ' ' : `${NBSP}: `),
      detail: jour,
    }
  },
)
