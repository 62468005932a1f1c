import { garderSurLePoste, lireSurLePoste } from '../../socle/ui/poste/poste.ts'

const CLE = 'filrouge.envois'

function lire(): Record<string, number> {
  try {
    return JSON.parse(lireSurLePoste(CLE) ?? '{}') as Record<string, number>
  } catch {
    return {}
  }
}

/** When the file of an import being sent was last written on this machine (ms), if it began here: no name, no content. */
export const retenu = (importId: string): number | undefined => lire()[importId]

/** Keeps that until the file has arrived; null forgets it. */
export function retenir(importId: string, modifieLe: number | null): void {
  const { [importId]: _, ...autres } = lire()
  garderSurLePoste(CLE, JSON.stringify(modifieLe === null ? autres : { ...autres, [importId]: modifieLe }))
}
