import { sql } from 'kysely'
import { enMots, lien, porter } from '../../socle/lien.ts'
import { MOTIFS_OUVERTURE } from './motifs.ts'

export const LIENS_HABITUDE = [
  lien({
    table: 'ouverture',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: porter(
      'Dossier ouvert hors des personnes habituelles d’un agent',
      ids => sql`
        select o.le as "Le", ${enMots(MOTIFS_OUVERTURE, 'o.motif')} as "Raison dite", o.precision as "Précision", o.role as "Rôle"
        from ouverture o where o.personne_id = any(${ids}) order by o.le desc`,
    ),
    conservation: {
      parametre: 'conservation.lectures-mois',
      depuis: 'le',
      purger: async (ctx, avant) => {
        const { rows } = await sql<{ n: number }>`select effacer_ouvertures(${avant}::timestamptz) as n`.execute(ctx.db)
        return rows[0]?.n ?? 0
      },
    },
  }),
]
