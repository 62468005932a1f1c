import { sql } from 'kysely'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import { CONVOCATIONS, ISSUES, MODALITES, OBJETS } from './rendez-vous.ts'

export const LIENS_RENDEZ_VOUS = [
  lien({
    table: 'rendez_vous',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Rendez-vous',
      (ids, sauf) => sql`
        select r.debut as "Le", ${enMots(OBJETS, 'r.objet')} as "Objet", ${enMots(MODALITES, 'r.modalite')} as "Comment",
          ${lieuMontre(sauf)} as "Où",
          r.duree_minutes as "Durée (minutes)", ${enMots(CONVOCATIONS, 'r.convocation')} as "Convocation", ${enMots(ISSUES, 'r.issue')} as
            "Issue"
        from rendez_vous r where r.personne_id = any(${ids}) order by r.debut desc`,
    ),
  }),
]
