import { z } from 'zod'
import type { Visite } from '../../socle/route.ts'
import { commencerEtape } from './etape.queries.ts'
import { nombreDeFacteurs } from './preuve.queries.ts'
import { totpConfirmes } from './totp.queries.ts'

/** The password was right, and isn't enough: what may follow it. A recovery code always may. */
export const FacteurDemande = z.object({ facteur: z.object({ totp: z.boolean(), cle: z.boolean() }) })

/**
 * Asks for the second factor of an identity that has one: nothing is open yet. Null when it has none. `jetonIdentite`: what will close the
 * session of ProConnect too.
 */
export async function demanderFacteur(
  visite: Visite,
  identite: { id: string; generation: number },
  jetonIdentite: string | null = null,
): Promise<z.infer<typeof FacteurDemande> | null> {
  const n = await nombreDeFacteurs(visite.base, identite.id)
  if (!n) return null
  await commencerEtape(visite, 'facteur', { identite, contenu: jetonIdentite })
  const totp = (await totpConfirmes(visite.base.commun, identite.id)).length
  return { facteur: { totp: totp > 0, cle: n > totp } }
}
