import { Refusal } from '../refusal.ts'

/**
 * How long a base may leave everybody without an answer while it does nothing, in milliseconds, unless FILROUGE_SILENCE_S says otherwise
 * (seconds): then the embedded one is replaced, and a command that waits for one of elsewhere gives up.
 */
export const silencePermis = (): number => millisecondesDe('FILROUGE_SILENCE_S', 30)

/** A setting in seconds, in milliseconds. Refused (invalid): what isn't a number of seconds, from 1 to 3600. */
export function millisecondesDe(reglage: string, parDefaut: number): number {
  const donne = process.env[reglage]?.trim() || String(parDefaut)
  const secondes = Number(donne)
  if (secondes >= 1 && secondes <= 3600) return secondes * 1000
  throw new Refusal(
    'invalid',
    'secondes-illisibles',
    `${reglage} n’est pas un nombre de secondes, de 1 à 3600\u00a0: corrigez-le, ou retirez-le.`,
  )
}
