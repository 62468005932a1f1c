import { z } from 'zod'
import { recit } from '../../socle/recit.ts'

/** Kept apart from the file: it is between who opened it and who controls readings. */
export const recitOuvertureRevue = recit(
  'ouverture-revue',
  z.object({ agentId: z.string(), revue: z.string(), mot: z.string().nullable() }),
  (_, apres) => ({
    titre:
      apres?.revue === 'a-expliquer'
        ? 'Pourquoi ce dossier a-t-il été ouvert\u00a0?'
        : 'Ouverture d’un dossier trouvée normale',
    detail: apres?.mot ?? null,
  }),
  { sur: 'ouverture', libres: ['mot'] },
)

export const recitOuvertureExpliquee = recit(
  'ouverture-expliquee',
  z.object({ explication: z.string() }),
  (_, apres) => ({ titre: 'Réponse reçue sur l’ouverture d’un dossier', detail: apres?.explication ?? null }),
  { sur: 'ouverture', libres: ['explication'] },
)
