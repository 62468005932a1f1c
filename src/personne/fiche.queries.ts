import { sql } from 'kysely'

/** SQL: the pairs of a `json_build_object` that make a `Fiche` of the row `p` of `personne`. */
export const FICHE = sql`'id', p.id, 'nom', p.nom, 'prenom', p.prenom, 'sexe', p.sexe, 'dateNaissance', p.date_naissance,
  'commune', (select f.commune from foyer_courant f where f.personne_id = p.id),
  'contact', json_build_object('telephone', p.telephone, 'telephoneAccord', p.telephone_accord,
    'courriel', p.courriel, 'courrielAccord', p.courriel_accord)`
