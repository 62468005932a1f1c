import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { CleParametre, PARAMETRES } from '../territoire/parametres.ts'

const UNITES: Readonly<Record<string, 'years' | 'months' | 'days'>> = { ans: 'years', mois: 'months', jours: 'days' }

/** The day before which what has no more than this time to live has passed it, by a parameter of the territory. YYYY-MM-DD. */
export async function limite(ctx: Context, cle: string): Promise<string> {
  const connue = CleParametre.parse(cle)
  const unite = UNITES[PARAMETRES[connue].unite]
  if (!unite) throw new Error(`${cle} n’est pas une durée`)
  const duree = await parametre(ctx, connue)
  return Temporal.PlainDate.from(ctx.today)
    .subtract({ [unite]: duree })
    .toString()
}
