import { sql } from 'kysely'
import { enMots, lien, porter } from '../socle/lien.ts'
import { CHAMPS, SOURCES } from './donnees/donnee.ts'
import { VALEUR_MONTREE } from './donnees/donnees-dites.queries.ts'
import { reunirDonnees, separerDonnees } from './doublons/donnees-reunies.queries.ts'
import { reunirIdentites, separerIdentites } from './doublons/identite-reunie.queries.ts'
import { ROLES_FOYER } from './foyer.ts'
import { foyersPortes, identitePortee } from './identite-portee.queries.ts'

const LIBELLES_CHAMPS = Object.fromEntries(Object.entries(CHAMPS).map(([champ, { libelle }]) => [champ, libelle]))

/** Identity, households and who makes them up, what sources say: what everything else refers to. */
export const LIENS_PERSONNE = [
  lien({
    table: 'personne',
    vers: 'personne',
    colonnes: { id: 'personne', fusionnee_dans: 'personne', nir_empreinte: 'nir' },
    fusion: { reunir: reunirIdentites, separer: separerIdentites },
    annulation: { suivre: { cle: ['id'], calculees: ['recherche', 'identite'] } },
    effacement: 'effacer',
    portabilite: { titre: 'Identité et coordonnées', lire: identitePortee },
  }),
  lien({
    table: 'foyer',
    vers: 'foyer',
    colonnes: { id: 'foyer', numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: { suivre: { cle: ['id'] } },
    effacement: 'effacer',
    portabilite: { titre: 'Foyers au RSA', lire: foyersPortes },
  }),
  lien({
    table: 'membre',
    vers: 'personne',
    colonnes: { personne_id: 'personne', foyer_id: 'foyer' },
    // Two running places in one household are refused before (two persons for the CAF), but where they are one place.
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
    portabilite: porter(
      'Place dans le foyer',
      ids => sql`
        select f.numero_demande_rsa as "Numéro de demande", ${enMots(ROLES_FOYER, 'm.role')} as "Rôle", m.debut as "Depuis", m.fin as
          "Jusqu’au"
        from membre m join foyer f on f.id = m.foyer_id where m.personne_id = any(${ids}) order by m.debut desc`,
    ),
  }),
  lien({
    table: 'donnee',
    vers: 'personne',
    fusion: { reunir: reunirDonnees, separer: separerDonnees },
    annulation: { suivre: { cle: ['personne_id', 'champ', 'source'] } },
    effacement: 'effacer',
    portabilite: porter(
      'Ce que disent les sources',
      (ids, sauf) => sql`
        select ${enMots(LIBELLES_CHAMPS, 'd.champ')} as "Information", ${VALEUR_MONTREE} as "Valeur",
          ${enMots(SOURCES, 'd.source')} as "Source",
          d.le as "Le",
          d.accord as "Accord pour s’en servir" from donnee d where d.personne_id = any(${ids})
          and (d.champ <> 'adresse' or not adresse_confidentielle(d.personne_id, ${sauf})) order by d.champ, d.le desc`,
    ),
  }),
  // Somebody heard of again leaves the archive; undoing the import that said so puts them back.
  lien({
    table: 'archive',
    vers: 'personne',
    fusion: 'rester',
    annulation: { suivre: { cle: ['personne_id'] } },
    effacement: 'effacer',
    portabilite: false,
  }),
  lien({
    table: 'doublon',
    vers: 'personne',
    colonnes: { personne_id: 'personne', autre_id: 'personne' },
    fusion: 'rester',
    annulation: 'partir',
    effacement: 'effacer',
    portabilite: false,
  }),
]
