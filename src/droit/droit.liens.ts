import { sql } from 'kysely'
import { enMots, lien, porter } from '../socle/lien.ts'
import { foyersRepondus } from './caisse/foyers-repondus.queries.ts'
import { GENRES_ACOMPTE, NATURES } from './caisse/indus.ts'
import { CONTRATS_CAF, MESURES_CAF } from './caisse/sanction.ts'
import { ETATS_DROIT, MOTIFS_ENTREE } from './entree.ts'

/** Rights by periods, entries and their delay, what the funds say beside them. */
export const LIENS_DROIT = [
  lien({
    table: 'droit',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    // A period that the other file already tells stays where it is.
    fusion: {
      deplacer: {
        cle: `t.foyer_id || ':' || t.flux_debut`,
        sauf: 'v.foyer_id = t.foyer_id and (v.flux_debut = t.flux_debut or (v.flux_fin is null and t.flux_fin is null))',
        avecFoyers: true,
      },
    },
    annulation: {
      suivre: {
        cle: ['personne_id', 'foyer_id', 'flux_debut'],
        calculees: ['concerne'],
        vivantes: 't.flux_fin is null',
      },
    },
    effacement: 'effacer',
    portabilite: porter(
      'Droit au RSA',
      ids => sql`
        select d.debut as "Depuis", d.fin as "Jusqu’au", ${enMots(ETATS_DROIT, 'd.etat')} as "État",
          d.soumis as "Soumise ou soumis aux droits et devoirs"
        from droit d where d.personne_id = any(${ids}) order by d.debut desc`,
    ),
  }),
  lien({
    table: 'entree',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    // One delay runs at a time: that of the other file stays where the kept one's runs too.
    fusion: {
      deplacer: {
        sauf: 't.oriente_le is null and t.close_le is null and v.oriente_le is null and v.close_le is null',
      },
    },
    annulation: { suivre: { cle: ['id'] } },
    // Days and reasons: what I01 and I02 count.
    effacement: 'garder',
    portabilite: porter(
      'Entrées dans l’accompagnement',
      ids => sql`
        select e.recu_le as "Reçue le", ${enMots(MOTIFS_ENTREE, 'e.motif')} as "Raison", e.oriente_le as "Orientation le", e.close_le as
          "Close le"
        from entree e where e.personne_id = any(${ids}) order by e.recu_le desc`,
    ),
  }),
  lien({
    table: 'sanction_caf',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id', 'foyer_id', 'genre', 'debut'] } },
    effacement: 'effacer',
    portabilite: porter(
      'Sanctions que la CAF ou la MSA dit appliquer',
      ids => sql`
        select s.debut as "Depuis", s.fin as "Jusqu’au", ${enMots({ sanction: 'Sanction', fraude: 'Suspension pour fraude' }, 's.genre')}
          as "Nature",
          s.taux_points / 100.0 as "Taux (%)", s.montant_applique_centimes / 100.0 as "Montant (€)", s.levee_le as "Levée le"
        from sanction_caf s where s.personne_id = any(${ids}) order by s.debut desc`,
    ),
  }),
  lien({
    table: 'mention_caf',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id', 'foyer_id', 'genre'] } },
    effacement: 'effacer',
    portabilite: porter(
      'Mesure de protection et contrat que la CAF ou la MSA connaît',
      ids => sql`
        select ${enMots({ protection: 'Mesure de protection', contrat: 'Contrat' }, 'm.genre')} as "Nature",
          ${enMots({ ...MESURES_CAF, ...CONTRATS_CAF }, 'm.code')} as "Laquelle", m.debut as "Depuis", m.fin as "Jusqu’au"
        from mention_caf m where m.personne_id = any(${ids}) order by m.debut desc`,
    ),
  }),
  lien({
    table: 'creance',
    vers: 'foyer',
    colonnes: { numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { oublier: ['import'] },
    // The département keeps the sums it was owed; whose they were goes.
    effacement: { vider: ['matricule', 'empreinte'] },
    portabilite: porter(
      'Indus transférés au département',
      ids => sql`
        select c.numero_demande_rsa as "Numéro de demande", c.implantee_le as "Depuis", ${enMots(NATURES, 'c.nature')} as "Trop-perçu de",
          c.initial_centimes / 100.0 as "Montant (€)", c.solde_centimes / 100.0 as "Reste dû (€)",
          c.dernier_credit_le as "Dernier remboursement", c.organisme as "Dit par", c.reference as "Dit au"
        from creance c join (${foyersRepondus(sql`select unnest(${ids}::uuid[])`)}) r using (numero_demande_rsa)
        where c.reference <= r.jusquau
        order by c.implantee_le desc, c.reference desc`,
    ),
  }),
  lien({
    table: 'acompte',
    vers: 'foyer',
    colonnes: { numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { oublier: ['import'] },
    effacement: { vider: ['matricule', 'empreinte', 'numero_interne'] },
    portabilite: porter(
      'Versements et retenues de RSA',
      ids => sql`
        select a.numero_demande_rsa as "Numéro de demande", a.mois as "Mois", ${enMots(GENRES_ACOMPTE, 'a.genre')} as "Quoi",
          ${enMots(NATURES, 'a.nature')} as "Aide", a.montant_centimes / 100.0 as "Montant (€)", a.organisme as "Dit par",
          a.reference as "Dit au"
        from acompte a join (${foyersRepondus(sql`select unnest(${ids}::uuid[])`)}) r using (numero_demande_rsa)
        where a.reference <= r.jusquau
        order by a.mois desc nulls last, a.traite_le desc`,
    ),
  }),
]
