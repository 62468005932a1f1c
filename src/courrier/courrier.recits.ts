import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { MODELES } from './modeles.ts'

export const recitCourrier = recit(
  'courrier',
  z.object({ courrierId: z.string().optional(), modele: z.string(), titre: z.string().optional() }),
  (_, apres) => ({
    titre: `Courrier édité${NBSP}: ${minuscule(apres?.titre ?? mot(MODELES, apres?.modele) ?? 'lettre')}`,
    detail: null,
  }),
)
