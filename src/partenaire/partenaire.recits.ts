import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { enSuite, mot } from '../socle/ui/phrases.ts'
import { DROITS } from './partenaire.ts'

export const recitCleDonnee = recit(
  'cle-donnee',
  z.object({ nom: z.string(), droits: z.array(z.string()) }),
  (_, apres) => ({
    titre: 'Clé donnée',
    detail: enSuite(apres?.nom, ...(apres?.droits ?? []).map(droit => mot(DROITS, droit))),
  }),
  { sur: 'acces' },
)

export const recitCleRevoquee = recit(
  'cle-revoquee',
  z.object({ nom: z.string() }),
  () => ({ titre: 'Clé révoquée', detail: 'Ses appels sont refusés depuis.' }),
  { sur: 'acces' },
)
