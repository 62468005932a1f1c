import { z } from 'zod'
import type { Visite } from '../../socle/route.ts'
import { clesGardees } from './cles/cles-acces.queries.ts'
import { commencerEtape } from './etape.queries.ts'
import { totpConfirmes } from './totp.queries.ts'

/**
 * The password was right, and isn't enough: what may follow it. A recovery code always may. `moyens`: told to who came by a link sent to
 * them, and may find there what they never added.
 */
export const FacteurDemande = z.object({
  facteur: z.object({
    totp: z.boolean(),
    cle: z.boolean(),
    moyens: z.array(z.object({ genre: z.enum(['totp', 'cle']), nom: z.string(), creeLe: z.string() })).optional(),
  }),
})

/**
 * Asks for the second factor of an identity that has one: nothing is open yet. Null when it has none. `contenu`: what the first proof
 * gave, and was for. `parLien`: a link sent to their address brought them, not what they knew.
 */
export async function demanderFacteur(
  visite: Visite,
  identite: { id: string; generation: number },
  { contenu, parLien = false }: { contenu: string; parLien?: boolean | undefined },
): Promise<z.infer<typeof FacteurDemande> | null> {
  const { commun } = visite.base
  const [totp, cles] = await Promise.all([totpConfirmes(commun, identite.id), clesGardees(commun, identite.id)])
  if (totp.length + cles.length === 0) return null
  await commencerEtape(visite, 'facteur', { identite, contenu })
  const dire = (genre: 'totp' | 'cle') => (f: { nom: string; creeLe: string }) => ({
    genre,
    nom: f.nom,
    creeLe: f.creeLe,
  })
  const moyens = parLien ? { moyens: [...totp.map(dire('totp')), ...cles.map(dire('cle'))] } : {}
  return { facteur: { totp: totp.length > 0, cle: cles.length > 0, ...moyens } }
}
