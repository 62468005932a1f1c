import type { Context } from '../../socle/use-case.ts'
import { CLE_PRECEDENCE, Precedence } from './donnee.ts'

/**
 * The orders of sources the territory chose, in force on a day (YYYY-MM-DD, today by default); a field that isn't in it keeps the
 * default.
 */
export async function precedence(ctx: Context, le = ctx.today): Promise<Precedence> {
  const choix = await ctx.db
    .selectFrom('parametre')
    .select('valeur')
    .where('cle', '=', CLE_PRECEDENCE)
    .where('effetLe', '<=', le)
    .orderBy('effetLe')
    .execute()
  // Each change says some fields only: the last one said of each field is in force.
  return Object.assign({}, ...choix.map(c => Precedence.parse(c.valeur)))
}
