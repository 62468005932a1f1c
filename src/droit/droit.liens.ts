import { lien } from '../socle/lien.ts'

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
  }),
  lien({
    table: 'sanction_caf',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id', 'foyer_id', 'genre', 'debut'] } },
    effacement: 'effacer',
  }),
  lien({
    table: 'mention_caf',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id', 'foyer_id', 'genre'] } },
    effacement: 'effacer',
  }),
  lien({
    table: 'creance',
    vers: 'foyer',
    colonnes: { numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { oublier: ['import'] },
    // The département keeps the sums it was owed; whose they were goes.
    effacement: { vider: ['matricule', 'empreinte'] },
  }),
  lien({
    table: 'acompte',
    vers: 'foyer',
    colonnes: { numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { oublier: ['import'] },
    effacement: { vider: ['matricule', 'empreinte', 'numero_interne'] },
  }),
]
