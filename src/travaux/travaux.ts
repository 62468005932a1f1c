import { z } from 'zod'

/** The number that the queue gave to a job. */
export const TravailId = z.string().regex(/^\d{1,18}$/)

/** A job that failed, as the administrator reads it: nothing of what it was asked, which may tell of somebody. */
export const TravailEnEchec = z.object({
  id: TravailId,
  titre: z.string(),
  raison: z.string(),
  /** The first failure of the series, or when it was asked if none was told. */
  depuis: z.string(),
  essais: z.int(),
  etat: z.enum(['en-cours', 'attend', 'arrete']),
  /** When it is tried again; null when nobody will by itself. */
  prochainLe: z.string().nullable(),
})
export type TravailEnEchec = z.infer<typeof TravailEnEchec>

/** A job that runs by itself. */
export const TravailPrevu = z.object({
  titre: z.string(),
  chaqueMinute: z.boolean(),
  prochainLe: z.string().nullable(),
  enEchec: z.boolean(),
})

/** What the queue says of a job that isn't done. */
type Reste = {
  essais: number
  /** Whether it kept the failure that it says, readable or not. */
  aEchoue: boolean
  enCours: boolean
  prochainLe: string | null
}

export const etatDe = ({ enCours, prochainLe }: Reste): TravailEnEchec['etat'] =>
  enCours ? 'en-cours' : prochainLe ? 'attend' : 'arrete'

/** Why a job isn't done when no failure of it was told. */
export function raisonSansEchec({ aEchoue, prochainLe }: Reste): string {
  if (aEchoue) return 'Il a échoué avant la dernière mise à jour du logiciel, qui n’en a pas gardé la raison.'
  if (!prochainLe) return 'Le serveur s’est arrêté pendant ce travail, à son dernier essai.'
  return 'Aucun serveur ne l’a pris depuis plus d’une heure : les travaux de fond sont arrêtés, ou ce travail n’existe plus.'
}

export const MESSAGES = {
  'travail-introuvable':
    'Ce travail n’est plus en échec : il a réussi entre-temps, ou quelqu’un l’a abandonné. Actualisez la page.',
  'travail-en-cours': 'Ce travail est en train d’être essayé. Attendez qu’il finisse, puis actualisez la page.',
}
