import type { RefusalKind } from '../../socle/refusal.ts'
import type { Fichier, Rangee } from './tableau.ts'

// What a process and the thread that reads a file for it say to each other. Each asks for what comes next: neither is ever flooded.

/** To the thread: open a sheet; give the next rows of a reading begun so; end it. Or the bytes it asked for; none: no more. */
export type Demande =
  | { demande: number; ouvrir: string | null }
  | { demande: number; rangees: number; jusqua?: number; seules?: number[] }
  | { demande: number; suite: number }
  | { cesser: number }
  | { octets: number; morceau: Uint8Array | null }

/** From the thread. */
export type Reponse =
  | { demande: number; fichier: Omit<Fichier, 'rangees'> }
  | { demande: number; rangees: Rangee[]; fini: boolean }
  | { demande: number; refus: { kind: RefusalKind; code: string; message: string } }
  | { demande: number; panne: string }
  | { octets: number }
  | { cesser: number }
