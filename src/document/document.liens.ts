import { sql } from 'kysely'
import { oterFichiers } from '../socle/fichier/fichier.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { NOMS_TYPES, TYPES } from './document.ts'

const LIBELLES = Object.fromEntries(NOMS_TYPES.map(t => [t, TYPES[t].libelle]))

export const LIENS_DOCUMENT = [
  lien({
    table: 'document',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Documents',
      ids => sql`
        select d.recu_le as "Le", ${enMots(LIBELLES, 'd.type')} as "Document", d.titre as "Titre" from document d
        where d.personne_id = any(${ids}) and d.etat in ('garde', 'retire') order by d.recu_le desc`,
    ),
    conservation: { parametre: 'conservation.documents-annees', depuis: 'depose_le', purger: purgerDocuments },
  }),
]

async function purgerDocuments(ctx: Context, avant: string): Promise<number> {
  const partis = await ctx.db.deleteFrom('document').where('deposeLe', '<', avant).returning('fichierId').execute()
  await oterFichiers(
    ctx,
    partis.map(d => d.fichierId),
  )
  return partis.length
}
