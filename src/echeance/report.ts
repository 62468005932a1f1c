import { z } from 'zod'

/** Putting off something due. */
export const Report = z.object({
  /** Day until which it asks nothing, included. */
  jusquau: z.iso.date({ error: 'Indiquez jusqu’à quel jour.' }),
  motif: z
    .string()
    .trim()
    .min(3, { error: 'Dites pourquoi, en quelques mots.' })
    .max(300, { error: 'Restez sous 300 caractères.' }),
})

/** Whom it is given to. */
export const Confie = z.object({ agentId: z.uuid({ error: 'Choisissez un collègue.' }) })
export type Report = z.output<typeof Report>

/** Why it can't be put off until this day, or null. `max`: parameter echeance.report-jours. Days are YYYY-MM-DD. */
export function empechementReport(
  jusquau: string,
  aujourdhui: string,
  max: number,
): 'report-passe' | 'report-trop-loin' | null {
  if (jusquau <= aujourdhui) return 'report-passe'
  return jusquau > Temporal.PlainDate.from(aujourdhui).add({ days: max }).toString() ? 'report-trop-loin' : null
}
