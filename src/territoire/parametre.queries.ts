import type { Context } from '../socle/use-case.ts'
import { type CleParametre, PARAMETRES } from './parametres.ts'

/** The value in force on a day (YYYY-MM-DD, today by default): the territory's, else the rule's default. */
export async function parametre(ctx: Context, cle: CleParametre, le = ctx.today): Promise<number> {
  const choix = await ctx.db
    .selectFrom('parametre')
    .select('valeur')
    .where('cle', '=', cle)
    .where('effetLe', '<=', le)
    .orderBy('effetLe', 'desc')
    .limit(1)
    .executeTakeFirst()
  return choix ? Number(choix.valeur) : PARAMETRES[cle].defaut
}
