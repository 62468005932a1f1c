import type { structures } from '../../accompagnement/places/structures.ts'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { enListe } from '../../socle/ui/phrases.ts'
import type { Output } from '../../socle/use-case.ts'
import { direSuivis } from '../suivis.ts'

/** Structures to complete, with what is missing. */
export function BlocStructures({ donnees }: PropsBloc<Output<typeof structures>['structures']>) {
  return (
    <ListeDuJour
      titre="Structures à compléter"
      total={donnees.length}
      lignes={donnees}
      cle={s => s.id}
      lien={s => `/parametres/structures/${s.id}`}
      tout={{ libelle: 'Voir les structures', vers: '/parametres/structures', recherche: { voir: 'a-completer' } }}
      colonnes={[
        { cle: 'nom', titre: 'Structure', cellule: s => s.nom },
        {
          cle: 'manques',
          titre: 'Il manque',
          cellule: s => (s.manques.length > 0 ? enListe(s.manques) : 'rien, à relire'),
        },
        { cle: 'suivis', titre: 'Personnes suivies', cellule: s => direSuivis(s, null) },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: s => (
            <LienBouton variant="default" size="compact-md" vers={`/parametres/structures/${s.id}`}>
              Compléter
            </LienBouton>
          ),
        },
      ]}
    />
  )
}
