import { z } from 'zod'

/** What an agent is told, as they read it. */
export const LigneAvis = z.object({
  id: z.int(),
  /** Instant. */
  le: z.string(),
  lu: z.boolean(),
  /** Of whom; null when it is of nobody, of several, or of who may not be opened. */
  personne: z.string().nullable(),
  titre: z.string(),
  detail: z.string().nullable(),
  /** Who did it; null when the machine tells. */
  par: z.string().nullable(),
  /** Address where it is done. */
  vers: z.string(),
})
export type LigneAvis = z.infer<typeof LigneAvis>

export const AVIS_PAR_PAGE = 25
/** Beyond, they are « 99+ ». */
export const NON_LUS_MAX = 100
