import { lien } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'

export const LIENS_COURRIER = [
  lien({
    table: 'courrier',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
    conservation: { parametre: 'conservation.courriers-annees', depuis: 'edite_le', purger: purgerCourriers },
  }),
]

async function purgerCourriers(ctx: Context, avant: string): Promise<number> {
  const { numDeletedRows } = await ctx.db.deleteFrom('courrier').where('editeLe', '<', avant).executeTakeFirst()
  return Number(numDeletedRows)
}
