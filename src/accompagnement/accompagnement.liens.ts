import { sql } from 'kysely'
import { CATEGORIES_FRANCE_TRAVAIL } from '../personne/donnees/categorie-france-travail.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import { suivreLAnnule } from './annulation/fusion-annule.ts'
import { MOYENS } from './contact-pris.ts'
import { FREINS_FRANCE_TRAVAIL } from './france-travail/france-travail.ts'

const DE_FRANCE_TRAVAIL = {
  vers: 'personne',
  fusion: 'rester',
  annulation: { oublier: ['import'] },
  effacement: 'effacer',
} as const

/** Follow-ups, and what France Travail says of its own. */
export const LIENS_ACCOMPAGNEMENT = [
  lien({
    table: 'accompagnement',
    vers: 'personne',
    // Periods of one person may not overlap: one that does stays under the absorbed file.
    fusion: { deplacer: { sauf: 'daterange(v.debut, v.fin) && daterange(t.debut, t.fin)' } },
    annulation: { suivre: { cle: ['id'] } },
    effacement: {
      vider: ['co_referent_id', 'fin_motif', 'relais', 'relais_par', 'relais_le', 'relais_lu_le', 'relais_lu_par'],
    },
    portabilite: porter(
      'Accompagnements',
      ids => sql`
        select k.debut as "Depuis", k.fin as "Jusqu’au", s.nom as "Organisme", r.nom as "Référent", k.veille_depuis as
          "En pause depuis", k.relais as "Note de relais"
        from accompagnement k join structure s on s.id = k.structure_id join agent_nom r on r.id = k.referent_id
        where k.personne_id = any(${ids}) order by k.debut desc`,
    ),
  }),
  lien({
    table: 'accompagnement_annule',
    vers: 'personne',
    fusion: suivreLAnnule(
      de =>
        sql`select id from accompagnement where personne_id = ${de}
          union all select id from accompagnement_annule where personne_id = ${de}`,
      (ids, vers) => sql`update accompagnement_annule set personne_id = ${vers} where id = any(${[...ids]}::uuid[])`,
    ),
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Accompagnements annulés, ouverts par erreur',
      ids => sql`
        select k.debut as "Depuis", s.nom as "Organisme", r.nom as "Référent",
          k.annule_le::date as "Annulé le", k.annulation_motif as "Raison de l’annulation"
        from accompagnement_annule k join structure s on s.id = k.structure_id join agent_nom r on r.id = k.referent_id
        where k.personne_id = any(${ids}) order by k.annule_le desc`,
    ),
  }),
  lien({
    table: 'prise_de_contact',
    vers: 'personne',
    fusion: 'deplacer',
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Contacts avec le référent, hors rendez-vous',
      ids => sql`
        select c.le as "Le", ${enMots(MOYENS, 'c.moyen')} as "Moyen", a.nom as "Référent"
        from prise_de_contact c join agent_nom a on a.id = c.par
        where c.personne_id = any(${ids}) and c.annulee_le is null order by c.le desc`,
    ),
  }),
  lien({
    ...DE_FRANCE_TRAVAIL,
    table: 'ppae',
    portabilite: porter(
      'Projet personnalisé d’accès à l’emploi, selon France Travail',
      ids => sql`
        select p.reference as "Dit le", p.signe_le as "Signé le", p.dernier_entretien_le as "Dernier entretien"
        from ppae p where p.personne_id = any(${ids}) order by p.reference desc`,
    ),
  }),
  lien({
    ...DE_FRANCE_TRAVAIL,
    table: 'suivi_france_travail',
    portabilite: porter(
      'Suivi de France Travail',
      ids => sql`
        select s.le as "Dit le", s.inscrit_le as "Inscription le", ${enMots(CATEGORIES_FRANCE_TRAVAIL, 's.categorie')} as "Catégorie",
          s.modalite as "Modalité", s.axe as "Axe de travail",
          coalesce(s.structure_suivi, s.structure) as "Organisme", s.debut as "Depuis", s.fin_prevue as "Fin prévue",
          nullif(array_to_string(s.metiers, ', '), '') as "Métiers recherchés",
          (select string_agg(${enMots(FREINS_FRANCE_TRAVAIL, 'n.frein')}, ', ')
            from unnest(s.freins) as n (frein)) as "Difficultés",
          s.referent_nom as "Conseiller", s.dernier_entretien as "Dernier entretien"
        from suivi_france_travail s where s.personne_id = any(${ids}) order by s.le desc`,
    ),
  }),
  lien({
    ...DE_FRANCE_TRAVAIL,
    table: 'action_france_travail',
    portabilite: porter(
      'Actions prescrites par France Travail',
      ids => sql`
        select a.prescrite_le as "Prescrite le", a.libelle as "Action", a.objectif as "Objectif", a.formation as "Formation",
          coalesce(a.debut, a.debut_prevu) as "Depuis", a.fin as "Jusqu’au", a.realisee_le as "Réalisée le"
        from action_france_travail a where a.personne_id = any(${ids}) order by a.prescrite_le desc nulls last`,
    ),
  }),
]
