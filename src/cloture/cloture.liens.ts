import { sql } from 'kysely'
import { MOTIFS_CLOTURE } from '../droit/motifs-cloture.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import { direReclos } from './cloture.queries.ts'
import { FUSION } from './fusion.queries.ts'

export const LIENS_CLOTURE = [
  lien({
    table: 'cloture',
    vers: 'personne',
    fusion: FUSION,
    annulation: { suivre: { cle: ['id'], apres: direReclos } },
    effacement: 'effacer',
    portabilite: porter(
      'Clôtures du dossier',
      ids => sql`
        select c.le as "Le", ${enMots(MOTIFS_CLOTURE, 'c.motif')} as "Raison", c.precision as "Précision", c.rouverte_le as "Rouvert le",
          c.rouverte_motif as "Raison de la réouverture"
        from cloture c where c.personne_id = any(${ids}) order by c.le desc`,
    ),
  }),
]
