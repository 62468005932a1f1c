import { z } from 'zod'
import { lireTelephone } from './telephone.ts'

/** A number as it is typed, or null when nothing is written. Apart: a list that reads numbers loads no schema. */
export const TelephoneFacultatif = z
  .string()
  .trim()
  .max(40, { error: 'Ce numéro est trop long.' })
  .nullable()
  .transform((saisie, ctx) => {
    if (!saisie) return null
    const lu = lireTelephone(saisie)
    if ('numero' in lu) return lu.numero
    ctx.issues.push({ code: 'custom', message: lu.refus, input: saisie })
    return z.NEVER
  })
