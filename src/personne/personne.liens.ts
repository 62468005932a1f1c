import { lien } from '../socle/lien.ts'
import { reunirDonnees, separerDonnees } from './doublons/donnees-reunies.queries.ts'
import { reunirIdentites, separerIdentites } from './doublons/identite-reunie.queries.ts'

/** Identity, households and who makes them up, what sources say: what everything else refers to. */
export const LIENS_PERSONNE = [
  lien({
    table: 'personne',
    vers: 'personne',
    colonnes: { id: 'personne', fusionnee_dans: 'personne', nir_empreinte: 'nir' },
    fusion: { reunir: reunirIdentites, separer: separerIdentites },
    annulation: { suivre: { cle: ['id'], calculees: ['recherche', 'identite'] } },
    effacement: 'effacer',
  }),
  lien({
    table: 'foyer',
    vers: 'foyer',
    colonnes: { id: 'foyer', numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['id'] } },
    effacement: 'effacer',
  }),
  lien({
    table: 'membre',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    // Two running places in one household are refused before (two persons for the CAF).
    fusion: {
      deplacer: {
        cle: `t.foyer_id || ':' || t.debut || ':' || coalesce(t.fin::text, '')`,
        sauf: 't.fin is null and v.fin is null and v.foyer_id = t.foyer_id',
        avecFoyers: true,
      },
    },
    annulation: { suivre: { cle: ['numero'], vivantes: 't.fin is null' } },
    // Figures of a past day look for the commune where somebody lived then.
    effacement: { vider: ['activite', 'activite_depuis'], accessoire: true },
  }),
  lien({
    table: 'donnee',
    vers: 'personne',
    fusion: { reunir: reunirDonnees, separer: separerDonnees },
    annulation: { suivre: { cle: ['personne_id', 'champ', 'source'] } },
    effacement: 'effacer',
  }),
  // Somebody heard of again leaves the archive; undoing the import that said so puts them back.
  lien({
    table: 'archive',
    vers: 'personne',
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id'] } },
    effacement: 'effacer',
  }),
  lien({
    table: 'doublon',
    vers: 'personne',
    colonnes: { personne_id: 'personne', autre_id: 'personne' },
    fusion: 'rester',
    annulation: 'partir',
    effacement: 'effacer',
  }),
]
