import { sql } from 'kysely'
import { oterFichiers } from '../socle/fichier/fichier.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { MODELES } from './modeles.ts'

export const LIENS_COURRIER = [
  lien({
    table: 'courrier',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Courriers',
      ids => sql`
        select c.edite_le as "Le", ${enMots(MODELES, 'c.modele')} as "Courrier" from courrier c where c.personne_id = any(${ids}) order by
          c.edite_le desc`,
    ),
    conservation: { parametre: 'conservation.courriers-annees', depuis: 'edite_le', purger: purgerCourriers },
  }),
]

async function purgerCourriers(ctx: Context, avant: string): Promise<number> {
  const partis = await ctx.db.deleteFrom('courrier').where('editeLe', '<', avant).returning('fichierId').execute()
  await oterFichiers(
    ctx,
    partis.map(c => c.fichierId),
  )
  return partis.length
}
