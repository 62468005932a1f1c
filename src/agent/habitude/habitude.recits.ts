import { z } from 'zod'
import { recit } from '../../socle/recit.ts'
import { enSuite, mot } from '../../socle/ui/phrases.ts'
import { REVUES } from './habitude.ts'

/** Kept apart from the file: it is between who opened it and who controls readings. */
export const recitOuvertureRevue = recit(
  'ouverture-revue',
  z.object({ agentId: z.string(), revue: z.string(), mot: z.string().nullable() }),
  (_, apres) => ({
    titre: apres?.revue === 'a-expliquer' ? 'Une ouverture de dossier est à expliquer' : 'Ouverture de dossier revue',
    detail: enSuite(mot(REVUES, apres?.revue), apres?.mot),
  }),
  { sur: 'ouverture', libres: ['mot'] },
)

export const recitOuvertureExpliquee = recit(
  'ouverture-expliquee',
  z.object({ explication: z.string() }),
  (_, apres) => ({ titre: 'L’ouverture d’un dossier est expliquée', detail: apres?.explication ?? null }),
  { sur: 'ouverture', libres: ['explication'] },
)
