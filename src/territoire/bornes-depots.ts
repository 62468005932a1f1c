import { placeLibre } from '../socle/fichier/place.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from './parametre.queries.ts'

const OCTETS_PAR_GO = 1e9

/** Refuses (conflict) a file of so many bytes that would leave too little free on the server's disk (`serveur.disque-libre`). */
export async function exigerPlace(ctx: Context, taille: number): Promise<void> {
  const gardee = await parametre(ctx, 'serveur.disque-libre')
  const libre = gardee > 0 ? await placeLibre() : null
  if (libre === null || libre - taille >= gardee * OCTETS_PAR_GO) return
  throw new Refusal(
    'conflict',
    'disque-plein',
    'Le serveur n’a plus assez de place pour ce fichier : rien n’en a été gardé. Prévenez l’administrateur du territoire, puis recommencez.',
  )
}

type EnAttente = { siens: number; tous: number }
type Bornes = { siens: number; tous: number; quoi: string; faire: string }

/** Refuses (too-many) one more deposit when those that wait are above their bounds; the one that is being made is among them. */
export function exigerPeu(attendent: EnAttente, { siens, tous, quoi, faire }: Bornes): void {
  const trop = (phrase: string) => new Refusal('too-many', 'trop-de-depots', phrase)
  if (attendent.siens > siens) throw trop(`Vous avez déjà ${siens} ${quoi} en attente. ${faire}, puis recommencez.`)
  if (attendent.tous > tous) throw trop(`Le territoire a déjà ${tous} ${quoi} en attente. ${faire}, puis recommencez.`)
}
