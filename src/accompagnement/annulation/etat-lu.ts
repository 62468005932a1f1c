import { createHash } from 'node:crypto'
import { Refusal } from '../../socle/refusal.ts'

/** A short name of what somebody reads before they confirm: another as soon as one fact of it changes. */
export const etatDe = (faits: unknown): string =>
  createHash('sha256').update(JSON.stringify(faits)).digest('hex').slice(0, 32)

/** Refuses (conflict) what is confirmed on consequences that aren't those of now: what is done is what was read. */
export function exigerEtatLu(faits: unknown, lu: string): void {
  if (etatDe(faits) === lu) return
  throw new Refusal(
    'conflict',
    'consequences-changees',
    'Le dossier a changé depuis que vous avez lu ces conséquences : relisez-les, puis confirmez.',
  )
}
