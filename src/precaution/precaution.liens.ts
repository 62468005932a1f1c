import { sql } from 'kysely'
import { enMots, lien, porter } from '../socle/lien.ts'
import { MESURES } from './en-bref.ts'
import { reunirPrecautions, separerPrecautions } from './reunir-precautions.queries.ts'

export const LIENS_PRECAUTION = [
  lien({
    table: 'precaution',
    vers: 'personne',
    fusion: { reunir: reunirPrecautions, separer: separerPrecautions },
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Précautions',
      ids => sql`
        select c.adresse_confidentielle as "Adresse confidentielle", c.ne_pas_ecrire as "Ne pas écrire à cette adresse",
          c.sans_message as "Ne pas laisser de message",
          concat_ws(', ', c.domiciliation_organisme, c.domiciliation_adresse) as "Domiciliation",
          ${enMots(MESURES, 'c.mesure')} as "Mesure de protection",
          concat_ws(', ', c.protecteur_nom, c.protecteur_organisme) as "Exercée par", c.protecteur_copie as "Copie des courriers",
          c.langue as "Interprète", c.lsf as "Langue des signes", c.sans_marche as "Accès sans marche", c.garde_enfant as "Garde d’enfant",
          c.arrivee_des as "Peut venir à partir de", c.depart_avant as "Peut venir jusqu’à", c.maj_le as "Noté le"
        from precaution c where c.personne_id = any(${ids}) order by c.maj_le desc`,
    ),
  }),
]
