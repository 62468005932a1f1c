import { sql } from 'kysely'
import { enMots, lien, porter } from '../socle/lien.ts'
import { CHAMPS } from './groupe-suivi.ts'

const LIBELLES = Object.fromEntries(Object.entries(CHAMPS).map(([cle, { libelle }]) => [cle, libelle]))

/** Who came in for a field of the file. */
export const LIENS_GROUPE_SUIVI = [
  lien({
    table: 'membre_suivi',
    vers: 'personne',
    // The same agent for the same field twice at once: one of the two stays under the absorbed file.
    fusion: {
      deplacer: { sauf: 'v.agent_id = t.agent_id and v.champ = t.champ and v.fin is null and t.fin is null' },
    },
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Groupe de suivi',
      ids => sql`
        select a.nom as "Qui", ${enMots(LIBELLES, 'm.champ')} as "Pour", m.debut as "Depuis", m.fin as "Jusqu’au"
        from membre_suivi m join agent_nom a on a.id = m.agent_id where m.personne_id = any(${ids}) order by m.debut desc`,
    ),
  }),
]
