import type { Context } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import type { ParametresOrientation } from './regle.ts'

/** The territory's numbers that the rules use, in force on a day (YYYY-MM-DD, today by default). */
export async function parametresOrientation(ctx: Context, le = ctx.today): Promise<ParametresOrientation> {
  const [legers, lourds] = await Promise.all([
    parametre(ctx, 'orientation.freins-legers-max', le),
    parametre(ctx, 'orientation.freins-lourds-max', le),
  ])
  return { 'orientation.freins-legers-max': legers, 'orientation.freins-lourds-max': lourds }
}
