import { sql } from 'kysely'
import { communeDe } from '../territoire/commune.queries.ts'

/** SQL: the pairs of a `json_build_object` that make a `Fiche` of the row `p` of `personne`. */
export const FICHE = sql`'id', p.id, 'nom', p.nom, 'prenom', p.prenom, 'sexe', p.sexe, 'dateNaissance', p.date_naissance,
  'commune', ${communeDe(sql.ref('p.id'))},
  'contact', json_build_object('telephone', p.telephone, 'telephoneAccord', p.telephone_accord,
    'courriel', p.courriel, 'courrielAccord', p.courriel_accord)`
