import { sql } from 'kysely'
import { z } from 'zod'
import { dateLongue, deMois } from '../socle/ui/dates.ts'

/** SQL (json): the flow that an event `e` keeps the number of. */
export const FLUX_DE = sql`(select jsonb_build_object('type', x.type, 'reference', x.reference) from flux x
  where x.numero = (e.apres ->> 'flux')::int)`

const FluxLu = z.object({ type: z.string(), reference: z.iso.date() })

/** Which flow said it, after a sentence: « …, d’après le flux de janvier 2025 ». */
export function direFluxDe(lu: unknown): string {
  const { data: flux } = FluxLu.safeParse(lu)
  if (!flux) return ', d’après un flux de la CAF ou de la MSA'
  return flux.type === 'I'
    ? `, d’après le flux du ${dateLongue(flux.reference)}`
    : `, d’après le flux ${deMois(flux.reference)}`
}
