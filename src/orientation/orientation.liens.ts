import { sql } from 'kysely'
import { suivreLAnnule } from '../accompagnement/annulation/fusion-annule.ts'
import { DOMINANTES } from '../offre/dominante.ts'
import { enMots, lien, porter } from '../socle/lien.ts'
import { LIBELLES_REORIENTATION } from './reorientation/reorientation.ts'

export const LIENS_ORIENTATION = [
  lien({
    table: 'orientation',
    vers: 'personne',
    // Periods of one person may not overlap: one that does stays under the absorbed file.
    fusion: { deplacer: { sauf: 'daterange(v.debut, v.fin) && daterange(t.debut, t.fin)' } },
    annulation: { suivre: { cle: ['id'] } },
    effacement: {
      vider: [
        ...['diagnostic_id', 'proposition', 'explication', 'motif', 'fin_motif', 'decidee_par'],
        ...['reorientation', 'reorientation_precision'],
      ],
    },
    portabilite: porter(
      'Orientations',
      ids => sql`
        select o.debut as "Depuis", o.fin as "Jusqu’au", ${enMots(DOMINANTES, 'o.dominante')} as "Orientation", s.nom as "Organisme",
          ${enMots(DOMINANTES, 'o.proposition')} as "Proposition du calcul", o.motif as "Raison du choix",
          ${enMots(LIBELLES_REORIENTATION, 'o.reorientation')} as "Raison du changement", o.reorientation_precision as "Précision",
          o.notifiee_le as "Notifiée le"
        from orientation o join structure s on s.id = o.structure_id where o.personne_id = any(${ids}) order by o.debut desc`,
    ),
  }),
  lien({
    table: 'orientation_annulee',
    vers: 'personne',
    fusion: suivreLAnnule(
      de =>
        sql`select id from orientation where personne_id = ${de} union all select id from orientation_annulee where personne_id = ${de}`,
      (ids, vers) => sql`update orientation_annulee set personne_id = ${vers} where id = any(${[...ids]}::uuid[])`,
    ),
    annulation: 'bloquer',
    effacement: 'effacer',
    portabilite: porter(
      'Orientations annulées, décidées par erreur',
      ids => sql`
        select o.debut as "Depuis", ${enMots(DOMINANTES, 'o.dominante')} as "Orientation", s.nom as "Organisme",
          o.notifiee_le as "Notifiée le", o.annulee_le::date as "Annulée le",
          o.annulation_motif as "Raison de l’annulation"
        from orientation_annulee o join structure s on s.id = o.structure_id where o.personne_id = any(${ids}) order by o.annulee_le desc`,
    ),
  }),
]
